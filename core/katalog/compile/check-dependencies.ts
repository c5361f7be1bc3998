import { nearestWord } from '../../../schemas/index.ts';
import { formatGvk } from '../../object/gvk.ts';
import type { CrdProgram } from '../../program/program.ts';
import { ProblemCode } from '../problem-code.ts';
import type { CompiledCrd } from './compile-katalog.ts';

/** Tells of operators of one name or one kind, and of dependencies that lead nowhere or in a circle. */
export function checkOperators(
  crds: readonly CompiledCrd[],
  declared: ReadonlyMap<string, { readonly isEnabled: boolean }>,
): void {
  tellSame(crds, ({ name }) => name, 'name');
  tellSame(crds, ({ gvk }) => formatGvk(gvk), 'kind');
  for (const crd of crds) tellUnknown(crd, declared);
  const cycle = findCycle(crds.map(({ program }) => program));
  if (cycle === undefined) return;
  const first = crds.find(({ program }) => program.name === cycle[0]);
  const message = `dependsOn goes in a circle: ${cycle.join(' → ')}`;
  const path = [...(first?.context.path ?? []), 'dependsOn'];
  first?.context.document.error(path, { code: ProblemCode.DependencyCycle, message });
}

function tellSame(
  crds: readonly CompiledCrd[],
  keyOf: (program: CrdProgram) => string,
  what: 'name' | 'kind',
): void {
  const seen = new Map<string, CompiledCrd>();
  for (const crd of crds) {
    const key = keyOf(crd.program);
    const first = seen.get(key);
    seen.set(key, first ?? crd);
    if (first === undefined) continue;
    const { file, line, column } = first.program.position;
    const code = what === 'name' ? ProblemCode.CrdDuplicate : ProblemCode.GvkDuplicate;
    const message =
      what === 'name'
        ? `operator ${key} is declared twice, first at ${file}:${line}:${column}`
        : `${key} has two operators, first ${first.program.name} at ${file}:${line}:${column}`;
    crd.context.document.error(crd.context.path, { code, message, found: key });
  }
}

function tellUnknown(
  { program, context }: CompiledCrd,
  declared: ReadonlyMap<string, { readonly isEnabled: boolean }>,
): void {
  for (const { crd } of program.dependsOn) {
    const target = declared.get(crd);
    if (target?.isEnabled === true) continue;
    const nearest = target === undefined ? nearestWord(crd, declared.keys()) : undefined;
    const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
    const why =
      target === undefined
        ? `there is no operator ${crd}${hint}`
        : `operator ${crd} is not enabled`;
    const text = {
      code: ProblemCode.DependencyUnknown,
      message: `dependsOn: ${why}`,
      found: crd,
      nearest,
    };
    context.document.error([...context.path, 'dependsOn', crd], text);
  }
}

/** A circle of dependencies, its first name repeated at the end. */
function findCycle(crds: readonly CrdProgram[]): readonly string[] | undefined {
  const byName = new Map(crds.map((crd) => [crd.name, crd]));
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): readonly string[] | undefined => {
    const start = trail.indexOf(name);
    if (start >= 0) return [...trail.slice(start), name];
    if (done.has(name)) return undefined;
    for (const { crd } of byName.get(name)?.dependsOn ?? []) {
      const cycle = visit(crd, [...trail, name]);
      if (cycle !== undefined) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const { name } of crds) {
    const cycle = visit(name, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

/** Operators after those they depend on, otherwise in the order given (katalog-language §16). */
export function inStartOrder(crds: readonly CrdProgram[]): readonly CrdProgram[] {
  const byName = new Map(crds.map((crd) => [crd.name, crd]));
  const ordered = new Set<CrdProgram>();
  const place = (crd: CrdProgram): void => {
    if (ordered.has(crd)) return;
    for (const dependency of crd.dependsOn) {
      const target = byName.get(dependency.crd);
      if (target !== undefined) place(target);
    }
    ordered.add(crd);
  };
  for (const crd of crds) place(crd);
  return [...ordered];
}
