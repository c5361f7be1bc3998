import { bytesOf, textOfBytes } from '../template/index.ts';
import type { JsonataProgram } from './jsonata-module.ts';

/** Replaces JSONata's functions of Base64, which take every byte for a character: here texts are UTF-8, and bytes stay bytes. */
export function installByteFunctions(program: JsonataProgram): void {
  program.registerFunction('base64encode', (text) => {
    if (text === undefined) return undefined;
    return Buffer.from(bytesOf(textOf(text, '$base64encode'))).toString('base64');
  });
  program.registerFunction('base64decode', (text) => {
    if (text === undefined) return undefined;
    return textOfBytes(Buffer.from(textOf(text, '$base64decode'), 'base64'));
  });
}

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`${name} takes a text`);
}
