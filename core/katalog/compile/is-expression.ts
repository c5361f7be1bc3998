/** Tells whether a text is evaluated rather than taken as it is. */
export function isExpression(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}
