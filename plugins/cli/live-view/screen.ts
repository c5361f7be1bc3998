import type { TextSink } from '../io.ts';

/** A block of lines at the bottom of a terminal that is drawn over itself. */
export interface Screen {
  /** Draws the lines unless they stand there already; one write, so that nothing flickers. */
  draw(lines: readonly string[]): void;
  /** Writes a text above the lines, where it stays. */
  print(text: string): void;
}

/** Creates a screen; nothing is written before the first {@link Screen.draw}. */
export function createScreen(sink: TextSink): Screen {
  let drawn: readonly string[] = [];
  // Up to where the last frame began, then clear to the end of the screen (ECMA-48 CUU, ED).
  const back = (): string => (drawn.length === 0 ? '' : `\u001B[${drawn.length}A\u001B[0J`);
  return {
    draw(lines) {
      if (lines.length === drawn.length && lines.every((line, index) => line === drawn[index]))
        return;
      sink.write(`${back()}${lines.join('\n')}\n`);
      drawn = [...lines];
    },
    print(text) {
      const frame = drawn.map((line) => `${line}\n`).join('');
      sink.write(`${back()}${text}${frame}`);
    },
  };
}
