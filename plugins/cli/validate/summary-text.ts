import type { SourceDocument } from '../../../core/index.ts';
import { problemText } from '../problems/problem-text.ts';
import type { Rule } from '../rbac/grant.ts';
import type { Style } from '../style.ts';
import type { CheckedCrd, ValidationSummary } from './summary.ts';

/** A summary for people. */
export function summaryText(
  { crds, documents, errors, problems, warnings }: ValidationSummary,
  sources: readonly SourceDocument[],
  style: Style,
): string {
  const blocks = [...crds]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((crd) => crdText(crd, style));
  const found = problems.length === 0 ? [] : [problemText(problems, sources, style), ''];
  const others = documents
    .filter(({ kind }) => kind !== 'Katalog')
    .map(({ file, kind, name }) => `${style.green('✓')} ${style.bold(name)}  ${kind} in ${file}\n`);
  const total =
    errors > 0
      ? style.red(`✗ ${count(errors, 'error')}, ${count(warnings, 'warning')}`)
      : style.green(
          `✓ ${count(documents.length, 'document')} valid, ${count(crds.length, 'CRD')}`,
        ) + (warnings === 0 ? '' : `, ${count(warnings, 'warning')}`);
  return [...found, ...blocks, ...(errors > 0 ? [] : others), total].join('\n');
}

function crdText(crd: CheckedCrd, style: Style): string {
  const { apiVersion, file, katalog, kind, mode, name, plural, resyncMs, workers } = crd;
  const rows = [
    `${style.green('✓')} ${style.bold(name)}  ${kind}, ${apiVersion}, ${plural} (${mode})`,
    `    Katalog ${katalog} in ${file}`,
    `    ${count(workers, 'worker')}, resync ${resyncMs / 1000}s`,
    `    ${count(crd.resources, 'resource')}, ${count(crd.statusFields, 'status field')}, ` +
      `${count(crd.validationRules, 'validation rule')}, ${count(crd.mutationRules, 'mutation rule')}`,
  ];
  if (crd.dependsOn.length > 0) rows.push(`    after ${crd.dependsOn.join(', ')}`);
  if (crd.rules !== undefined) rows.push('    permissions', ...crd.rules.map(ruleText));
  return `${rows.join('\n')}\n`;
}

function ruleText({ apiGroups, resources, verbs }: Rule): string {
  const group = apiGroups.map((each) => (each === '' ? 'core' : each)).join(', ');
  return `      ${resources.join(', ')} (${group}): ${verbs.join(', ')}`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
