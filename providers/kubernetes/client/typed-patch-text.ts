/** How the API server begins when an apply does not fit the schema of its kind. */
const TYPED_PATCH =
  /^failed to create typed (?:patch|live) object \((?<object>[^;)]*)(?:;[^)]*)?\): (?<faults>.*)$/s;

/** Tells whether an apply was refused because it does not fit the schema: it is refused for ever. */
export function isTypedPatchRefusal(message: string): boolean {
  return TYPED_PATCH.test(message);
}

/**
 * The refusal of an apply that does not fit the schema, without Go's words: which field, what was given, what is asked for.
 *
 * @returns the message as it is where it is no such refusal
 */
export function typedPatchText(message: string): string {
  const { object = '', faults = '' } = TYPED_PATCH.exec(message)?.groups ?? {};
  if (faults === '') return message;
  const lines = faults
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'errors:');
  return `${object.replace(/^\//, '')}: ${lines.map(faultText).join('; ')}`;
}

function faultText(line: string): string {
  const wrong = /^\.?(?<path>.*?): expected (?<wanted>[^,]+), got (?<given>.*)$/s.exec(
    line,
  )?.groups;
  if (wrong !== undefined) {
    const { path = '', wanted = '', given = '' } = wrong;
    return `${path} is ${givenText(given)}, the schema asks for ${withArticle(wanted)}`;
  }
  const unknown = /^\.?(?<path>.*): field not declared in schema$/.exec(line)?.groups;
  if (unknown !== undefined) return `${unknown['path'] ?? ''} is not a field of the schema`;
  const twice = /^\.?(?<path>.*): duplicate entries for key \[(?<key>.*)\]$/.exec(line)?.groups;
  if (twice !== undefined) return `${twice['path'] ?? ''} has two items with ${twice['key'] ?? ''}`;
  return line.replace(/^\./, '');
}

/** A value as Go prints it: `&{map[port:80]}`, `&value.valueUnstructured{Value:1}`. */
function givenText(printed: string): string {
  const bare = printed.replace(/^&(?:[\w.]+)?\{(?:Value:)?(.*)\}$/s, '$1');
  if (bare === '[]') return 'an empty list';
  if (bare === 'map[]') return 'an empty map';
  const map = /^map\[(.*)\]$/s.exec(bare);
  if (map !== null) return `a map (${(map[1] ?? '').replaceAll(/(^| )([\w.-]+):/g, '$1$2: ')})`;
  const list = /^\[(.*)\]$/s.exec(bare);
  return list === null ? withArticle(bare) : `a list (${list[1] ?? ''})`;
}

function withArticle(type: string): string {
  if (type.startsWith('numeric')) return 'a number';
  return /^(list|map|string|number|boolean|scalar)$/.test(type) ? `a ${type}` : type;
}
