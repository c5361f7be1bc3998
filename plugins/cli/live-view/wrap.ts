/** Breaks a text into lines of a width, at spaces where there are any; of what is longer than `most` lines the end is left out. */
export function wrap(text: string, width: number, most: number): readonly string[] {
  const room = Math.max(width, 1);
  const lines: string[] = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    const space = rest.lastIndexOf(' ', room);
    const end = rest.length <= room ? rest.length : space > 0 ? space : room;
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  const last = lines.at(-1);
  if (rest === '' || last === undefined) return lines;
  return [...lines.slice(0, -1), `${last.slice(0, room - 1)}…`];
}
