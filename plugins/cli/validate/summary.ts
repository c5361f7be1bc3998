import type {
  CompileResult,
  CrdProgram,
  Problem,
  Program,
  ResourceBlock,
} from '../../../core/index.ts';
import type { Rule } from '../rbac/grant.ts';

/** What is told of an operator that is right. */
export interface CheckedCrd {
  readonly name: string;
  readonly katalog: string;
  readonly file: string;
  readonly apiVersion: string;
  readonly kind: string;
  readonly plural: string;
  readonly mode: 'dynamic';
  readonly workers: number;
  readonly resyncMs: number;
  readonly resources: number;
  readonly statusFields: number;
  readonly validationRules: number;
  readonly mutationRules: number;
  readonly dependsOn: readonly string[];
  /** Only with `--full`. */
  readonly rules?: readonly Rule[];
}

/** What `ork validate` found. */
export interface ValidationSummary {
  readonly valid: boolean;
  readonly errors: number;
  readonly warnings: number;
  readonly problems: readonly Problem[];
  /** Of the language, whatever their kind. */
  readonly documents: CompileResult['documents'];
  /** In start order. */
  readonly crds: readonly CheckedCrd[];
}

/** Operators of a program; `rulesOf` adds their permissions. */
export function checkedCrds(
  { crds }: Program,
  rulesOf?: (crd: CrdProgram) => readonly Rule[],
): readonly CheckedCrd[] {
  return crds.map((crd) => ({
    name: crd.name,
    katalog: crd.katalog.name,
    file: crd.katalog.file,
    apiVersion: `${crd.gvk.group}/${crd.gvk.version}`,
    kind: crd.gvk.kind,
    plural: crd.plural,
    mode: 'dynamic',
    workers: crd.workers,
    resyncMs: crd.resyncMs,
    resources: countOf(crd.onCreate) + countOf(crd.onReconcile),
    statusFields: crd.status.fields.length,
    validationRules: crd.validation.length,
    mutationRules: crd.mutation.rules.length,
    dependsOn: crd.dependsOn.map((each) => each.crd),
    ...(rulesOf === undefined ? {} : { rules: rulesOf(crd) }),
  }));
}

function countOf({ entries }: ResourceBlock): number {
  return entries.length;
}

/** The result of one or more checks. */
export function summaryOf(
  found: Pick<ValidationSummary, 'crds' | 'documents' | 'problems'>,
): ValidationSummary {
  const { problems } = found;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return { valid: errors === 0, errors, warnings: problems.length - errors, ...found };
}
