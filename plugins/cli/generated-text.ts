import { createHash } from 'node:crypto';

const HEAD =
  /^# Made by ork\. Once it is changed by hand, only --force overwrites it\. sha256:([0-9a-f]{16})\n/;

/** A YAML text with a first line by which {@link isAsMade} knows it again. */
export function withChecksum(text: string): string {
  return `# Made by ork. Once it is changed by hand, only --force overwrites it. sha256:${checksumOf(text)}\n${text}`;
}

/** Whether a text is one that {@link withChecksum} made, and unchanged. */
export function isAsMade(text: string): boolean {
  // Git may have turned the ends of its lines.
  const plain = text.replace(/\r\n/g, '\n');
  const head = HEAD.exec(plain);
  return head !== null && head[1] === checksumOf(plain.slice(head[0].length));
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
