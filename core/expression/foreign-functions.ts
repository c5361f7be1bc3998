/** What does here what a function of another language of templates does. */
export interface ForeignFunction {
  /** The note that does it. */
  readonly nearest?: string;
  /** What to do instead, where no note does it. */
  readonly advice?: string;
}

/** Functions of Helm and Sprig whose work a note does under another name. */
const RENAMED: Readonly<Record<string, string>> = {
  ago: 'timeAgo',
  atoi: 'toInt',
  abbrev: 'truncate',
  b64dec: 'fromBase64',
  b64enc: 'toBase64',
  cat: 'concat',
  dateModify: 'durationAdd',
  dig: 'get',
  duration: 'durationSeconds',
  float64: 'toFloat',
  has: 'listHas',
  int: 'toInt',
  int64: 'toInt',
  kebabcase: 'camelToKebab',
  keys: 'mapKeys',
  kindOf: 'typeOf',
  lower: 'toLower',
  omit: 'mapOmit',
  pick: 'mapPick',
  randAlpha: 'randomAlphanumeric',
  randAlphaNum: 'randomAlphanumeric',
  randAscii: 'randomAlphanumeric',
  randBytes: 'randomBase64',
  randNumeric: 'randomAlphanumeric',
  semver: 'semverMajor',
  sha1sum: 'sha256sum',
  splitList: 'split',
  splitn: 'split',
  substr: 'slice',
  toDate: 'timeFormat',
  toPrettyJson: 'toJson',
  toRawJson: 'toJson',
  toStrings: 'asList',
  toYaml: 'toJson',
  toYamlPretty: 'toJson',
  trimAll: 'trim',
  trunc: 'truncate',
  upper: 'toUpper',
  values: 'mapValues',
};

const NATIVE = 'write the list or map as YAML, its values may be templates';
const LIST = 'JSONata makes lists: "{% [spec.a, spec.b] %}"';
const CERTIFICATE = 'a Secret with tls: {} gets a generated certificate';
const CLOCK = 'the time is in notes such as timeSince and timeInWindow, and in JSONata as $now()';
const OWN_NOTE = 'texts that recur are notes of the Katalog: notes.functions';
const STABLE =
  'random names change with each run: derive one from .metadata.uid, or use randomHex in a Secret with once: true';
const PATTERN =
  'JSONata has regular expressions: "{% $replace(spec.a, /x/, \\"y\\") %}", $match and $contains';
const REFUSE = 'what must be there is said by the schema of the CRD, or by validation.rules';

/** Functions of Helm and Sprig that are not needed here, or whose work is done in another way. */
const INSTEAD: Readonly<Record<string, string>> = {
  add1: 'write add .spec.x 1',
  all: 'write and .spec.a .spec.b',
  any: 'write or .spec.a .spec.b',
  append: LIST,
  bcrypt: 'digests of passwords are not made here; sha256sum is no such digest',
  ceil: 'JSONata has it: "{% $ceil(spec.x) %}"',
  compact: LIST,
  date: CLOCK,
  dateInZone: CLOCK,
  deepCopy: 'values are never changed in place, so none needs a copy',
  derivePassword: 'passwords are drawn by randomAlphanumeric in a Secret with once: true',
  dict: 'JSONata makes maps: "{% {\\"a\\": spec.a} %}"',
  env: 'the environment of the runtime cannot be read: put the value into the custom resource',
  expandenv:
    'the environment of the runtime cannot be read: put the value into the custom resource',
  fail: REFUSE,
  first: 'write index .spec.list 0',
  floor: 'JSONata has it: "{% $floor(spec.x) %}"',
  fromJson: 'JSONata has it: "{% $eval(spec.x) %}"; fields of the custom resource need none',
  fromYaml: 'fields of the custom resource are values already',
  genCA: CERTIFICATE,
  genPrivateKey: CERTIFICATE,
  genSelfSignedCert: CERTIFICATE,
  genSignedCert: CERTIFICATE,
  hasKey: 'write notEmpty (get .spec "key")',
  htpasswd: 'digests of passwords are not made here; sha256sum is no such digest',
  include: OWN_NOTE,
  indent: NATIVE,
  last: 'JSONata has it: "{% spec.list[-1] %}"',
  list: LIST,
  lookup: 'other objects are not looked up: children has those of this custom resource',
  merge: 'JSONata has it: "{% $merge([spec.a, spec.b]) %}"',
  mergeOverwrite: 'JSONata has it: "{% $merge([spec.a, spec.b]) %}"',
  mustToJson: 'write toJson',
  nindent: NATIVE,
  now: CLOCK,
  prepend: LIST,
  quote:
    'a value needs no quotes, YAML is not printed here; where they are meant, write printf "%q" .spec.x',
  regexFind: PATTERN,
  regexFindAll: PATTERN,
  regexMatch: PATTERN,
  regexReplaceAll: PATTERN,
  required: REFUSE,
  rest: 'write slice .spec.list 1',
  reverse: 'JSONata has it: "{% $reverse(spec.list) %}"',
  round: 'JSONata has it: "{% $round(spec.x) %}"',
  seq: 'JSONata has it: "{% [1..spec.count] %}"',
  set: 'values are never changed in place; JSONata makes maps: "{% $merge([spec.a, {\\"b\\": 1}]) %}"',
  sortAlpha: 'JSONata has it: "{% $sort(spec.list) %}"',
  squote: 'a value needs no quotes, YAML is not printed here',
  title: 'write the text as it should be; there are toUpper and toLower',
  tpl: 'a text of the custom resource is never run as a template',
  tuple: LIST,
  uniq: 'JSONata has it: "{% $distinct(spec.list) %}"',
  unset: 'write mapOmit .spec.map "key"',
  until: 'JSONata has it: "{% [0..spec.count - 1] %}"',
  untilStep: 'JSONata has it: "{% [0..spec.count - 1] %}"',
  unixEpoch: CLOCK,
  urlParse: 'domainHost gives the host of a URL',
  uuidv4: STABLE,
};

/** What to write for a function that is known from Helm or Sprig; `undefined` for any other. */
export function foreignFunction(name: string): ForeignFunction | undefined {
  if (Object.hasOwn(RENAMED, name)) return { nearest: RENAMED[name] ?? '' };
  return Object.hasOwn(INSTEAD, name) ? { advice: INSTEAD[name] ?? '' } : undefined;
}
