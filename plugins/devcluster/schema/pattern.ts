import { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | undefined>();

/** Whether the pattern is a regular expression of RE2, the only kind that runs in linear time. */
export function isPattern(pattern: string): boolean {
  return compile(pattern) !== undefined;
}

/** Whether the pattern is found in the text; a pattern that is none matches everything. */
export function matchesPattern(pattern: string, text: string): boolean {
  return compile(pattern)?.matcher(text).find() ?? true;
}

function compile(pattern: string): RE2JS | undefined {
  if (!compiled.has(pattern)) compiled.set(pattern, tryCompile(pattern));
  return compiled.get(pattern);
}

function tryCompile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    // The caller asks whether it compiles; the answer is no.
    return undefined;
  }
}
