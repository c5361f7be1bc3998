const WORD = /^[\p{L}\p{Nd}_]$/u;

/** The four characters that Go's template lexer treats as blanks. */
export const BLANKS = ' \t\r\n';

/** Whether the one-character string is a blank; `''` (end of input) is not. */
export function isBlank(char: string): boolean {
  return char !== '' && BLANKS.includes(char);
}

/** Whether the character may stand in an identifier: letter, decimal digit or underscore. */
export function isWordCharacter(char: string): boolean {
  if (char === '') return false;
  const unit = char.charCodeAt(0);
  if (unit < 0x80) {
    return (
      (unit >= 97 && unit <= 122) ||
      (unit >= 65 && unit <= 90) ||
      (unit >= 48 && unit <= 57) ||
      unit === 95
    );
  }
  return WORD.test(char);
}

/** Whether the character is a decimal ASCII digit. */
export function isDigit(char: string): boolean {
  return char >= '0' && char <= '9' && char.length === 1;
}

/** The text without blanks at its end. */
export function trimBlanksRight(text: string): string {
  let end = text.length;
  while (end > 0 && isBlank(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** How many blanks follow from `offset` on. */
export function countBlanks(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && isBlank(text.charAt(end))) end += 1;
  return end - offset;
}
