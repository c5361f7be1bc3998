import { describe, expect, it } from 'vitest';
import { builtinNotes, exampleEnvironment, exampleRoots } from '../../../core/notes/index.ts';
import { compileTemplate } from '../../../core/template/index.ts';

const examples = [...builtinNotes.values()].flatMap((note) =>
  note.examples.map((example) => ({ name: note.name, ...example })),
);

describe('built-in notes', () => {
  it.each(examples)('$name: $template gives "$result"', ({ template, result }) => {
    const compiled = compileTemplate(template, { functions: builtinNotes });
    expect(compiled.render(exampleRoots, { environment: exampleEnvironment })).toBe(result);
  });

  it('have a name of their own, a description and an example that calls them', () => {
    for (const [name, note] of builtinNotes) {
      expect(note.name).toBe(name);
      expect(note.description).toMatch(/\.$/);
      expect(note.examples.some(({ template }) => template.includes(name))).toBe(true);
    }
  });
});
