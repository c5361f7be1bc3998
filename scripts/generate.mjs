// Derives schemas/generated from schemas/*.schema.json: TypeScript types and ajv validators as plain code, so that
// neither ajv nor schema compilation is paid for at start-up. `--check` writes nothing and fails when stale.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import standaloneModule from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import { compileFromFile } from 'json-schema-to-typescript';

const SCHEMAS = fileURLToPath(new URL('../schemas/', import.meta.url));
const HEADER = '// Derived by `npm run generate`; never edited.\n';

const files = readdirSync(SCHEMAS).filter((name) => name.endsWith('.schema.json'));
const kinds = files.map((name) => name.replace('.schema.json', '')).sort();
const generated = new Map([
  ...(await Promise.all(kinds.map(typesOf))),
  ['validators.js', await validatorsCode()],
  ['validators.d.ts', validatorsTypes()],
]);

const isCheck = process.argv.includes('--check');
for (const [name, text] of generated) {
  const path = `${SCHEMAS}generated/${name}`;
  if (!isCheck) writeFileSync(path, text);
  else if (readOrEmpty(path) !== text) {
    console.error(`schemas/generated/${name} is stale: run npm run generate`);
    process.exitCode = 1;
  }
}

async function typesOf(kind) {
  const text = await compileFromFile(`${SCHEMAS}${kind}.schema.json`, {
    cwd: SCHEMAS,
    bannerComment: '',
    style: { singleQuote: true, printWidth: 100 },
    strictIndexSignatures: true,
  });
  return [`${kind}.ts`, `${HEADER}${text}`];
}

async function validatorsCode() {
  const ajv = new Ajv2020({
    keywords: ['x-env', 'x-flag'],
    allErrors: true,
    strict: true,
    strictRequired: false, // anyOf names keys of the map around it

    allowUnionTypes: true,
    messages: false,
    inlineRefs: false,
    code: { source: true, esm: true, lines: false },
    schemas: kinds.map((kind) => withoutProse(readJson(`${kind}.schema.json`))),
  });
  const names = Object.fromEntries(kinds.map((kind) => [exportName(kind), `${kind}.schema.json`]));
  const contents = standaloneModule.default(ajv, names);
  const result = await build({
    stdin: { contents, resolveDir: SCHEMAS, loader: 'js' },
    bundle: true,
    format: 'esm',
    minify: true,
    write: false,
    target: 'node20',
    charset: 'utf8',
  });
  return HEADER + result.outputFiles[0].text;
}

function validatorsTypes() {
  const lines = kinds.map((kind) => `export const ${exportName(kind)}: Validator;`);
  return `${HEADER}/** One finding of ajv. */
export interface ValidatorError {
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}
/** Tells whether a value fits; findings of the last call are in \`errors\`. */
export interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly ValidatorError[] | null;
}
${lines.join('\n')}
`;
}

/** `runtime-config` → `validateRuntimeConfig`. */
function exportName(kind) {
  const words = kind.split('-').map((word) => word[0].toUpperCase() + word.slice(1));
  return `validate${words.join('')}`;
}

/** Validators carry their schema along; nothing reads its prose there. */
function withoutProse(value) {
  if (Array.isArray(value)) return value.map(withoutProse);
  if (typeof value !== 'object' || value === null) return value;
  const isSchema = typeof value.description === 'string';
  const kept = Object.entries(value).filter(
    ([key]) => !isSchema || !['description', 'title', 'default'].includes(key),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutProse(inner)]));
}

function readJson(name) {
  return JSON.parse(readFileSync(SCHEMAS + name, 'utf8'));
}

function readOrEmpty(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // A file that is not there is stale like one that differs.
    return '';
  }
}
