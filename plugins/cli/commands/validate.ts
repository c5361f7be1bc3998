import {
  type CompileResult,
  type Problem,
  ProblemCode,
  type SourceDocument,
} from '../../../core/index.ts';
import type { CommandInput } from '../command-definition.ts';
import { type CompiledKatalogs, compileKatalogs } from '../compile-katalogs.ts';
import { createBlockProviders } from '../compose.ts';
import { ExitCode } from '../exit-codes.ts';
import { definitionsAtHand } from '../manifests-for.ts';
import { offlineDefaults } from '../offline-defaults.ts';
import { writeData } from '../output.ts';
import { githubText } from '../problems/github.ts';
import { sarifOf } from '../problems/sarif.ts';
import { rulesOf } from '../rbac/grant.ts';
import { grantsOfCrd } from '../rbac/grants-of.ts';
import { createResourceCatalog } from '../rbac/resource-catalog.ts';
import { STANDARD_INPUT_NAME } from '../standard-input.ts';
import { styleOf } from '../style.ts';
import { usageError } from '../usage-error.ts';
import { fixQuotes } from '../validate/fix-quotes.ts';
import {
  type CheckedCrd,
  checkedCrds,
  summaryOf,
  type ValidationSummary,
} from '../validate/summary.ts';
import { summaryText } from '../validate/summary-text.ts';
import { readUnits, rereadUnits, type Unit } from '../validate/units.ts';
import { version } from '../version.ts';

const FORMATS = ['text', 'json', 'yaml', 'github', 'sarif'] as const;

/** `ork validate`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const format = formatIn(input);
  if (flags.isOn('full') && (format === 'github' || format === 'sarif'))
    throw usageError(`-o ${format} is a list of problems, so --full cannot be meant`);
  let units = await readUnits(input);
  if (flags.isOn('fix')) {
    if (units.flat().some(({ file }) => file === STANDARD_INPUT_NAME))
      throw usageError('--fix rewrites files, and - is none');
    await fixQuotes(units, io);
    units = await rereadUnits(units, io);
  }
  const checked = await checkUnits(units, input);
  await tell(checked, format, input);
  return checked.summary.valid ? ExitCode.Done : ExitCode.Failed;
}

interface Checked {
  readonly summary: ValidationSummary;
  /** For the lines that problems point at. */
  readonly sources: readonly SourceDocument[];
}

function formatIn({ flags }: CommandInput): (typeof FORMATS)[number] {
  const asked = flags.text('output') ?? 'text';
  const format = FORMATS.find((each) => each === asked);
  if (format === undefined)
    throw usageError(`-o is ${asked}, expected one of ${FORMATS.join(', ')}`);
  return format;
}

async function checkUnits(units: readonly Unit[], { flags, io }: CommandInput): Promise<Checked> {
  const options = {
    io,
    providers: createBlockProviders(),
    defaults: offlineDefaults(io.env),
    purpose: 'validate' as const,
  };
  const problems: Problem[] = [];
  const crds: CheckedCrd[] = [];
  const sources: SourceDocument[] = [];
  const documents: CompileResult['documents'][number][] = [];
  for (const unit of units) {
    const compiled = await compileKatalogs(unit, options);
    const found = compiled.problems.filter((problem) => !isOfOtherUnit(problem, units));
    problems.push(...(flags.isOn('strict') ? found.map(asError) : found));
    documents.push(...compiled.documents);
    sources.push(...compiled.sources);
    crds.push(...(await crdsOf(compiled, flags.isOn('full'))));
  }
  return { summary: summaryOf({ problems, documents, crds }), sources };
}

/** What is left out of a file beside a Katalog is checked all the same where the folder was named. */
function isOfOtherUnit({ code, file }: Problem, units: readonly Unit[]): boolean {
  if (code !== ProblemCode.DocumentLeftOut) return false;
  return units.some((unit) => unit.some((document) => document.file === file));
}

function asError(problem: Problem): Problem {
  return { ...problem, severity: 'error' };
}

async function crdsOf(compiled: CompiledKatalogs, isFull: boolean): Promise<readonly CheckedCrd[]> {
  const { program } = compiled;
  if (program === undefined) return [];
  if (!isFull) return checkedCrds(program);
  const catalog = await createResourceCatalog(program, definitionsAtHand(compiled));
  return checkedCrds(program, (crd) => rulesOf(grantsOfCrd(crd, catalog)));
}

async function tell(
  { sources, summary }: Checked,
  format: (typeof FORMATS)[number],
  { io }: CommandInput,
): Promise<void> {
  if (format === 'github') {
    io.stdout.write(githubText(summary.problems));
    return;
  }
  if (format === 'sarif') {
    writeData(io, 'json', sarifOf(summary.problems, version), () => '');
    return;
  }
  writeData(io, format, summary, () => summaryText(summary, sources, styleOf(io.stdout, io.env)));
}
