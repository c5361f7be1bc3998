import { KIND_WORDS } from './unbuilt.ts';

/** Keys below `children` of the language that no list of a block stands for (katalog-language §10.2, §10.4). */
const FURTHER = [
  'horizontalPodAutoscalers',
  'podDisruptionBudgets',
  'endpointSlices',
  'endpoints',
  'events',
  'nodes',
  'pvs',
  'storageClasses',
  'hpas',
  'pdbs',
];

const KEYS: ReadonlySet<string> = new Set(
  [...KIND_WORDS, ...FURTHER]
    .flatMap((plural) => [plural, singularOf(plural)])
    .flatMap((key) => [key, key.toLowerCase()]),
);

/** Whether the language has children under a key, whether or not a provider has them. */
export function isChildOfLanguage(key: string): boolean {
  return KEYS.has(key);
}

function singularOf(plural: string): string {
  return plural
    .replace(/ies$/, 'y')
    .replace(/sses$/, 'ss')
    .replace(/(?<!s)s$/, '');
}
