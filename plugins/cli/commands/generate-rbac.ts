import type { CommandInput } from '../command-definition.ts';
import { ExitCode } from '../exit-codes.ts';
import { manifestsIn } from '../manifests.ts';
import { textsOf } from '../problems/tell-problems.ts';
import { grantsOf } from '../rbac/grants-of.ts';
import { rbacManifests } from '../rbac/rbac-manifests.ts';
import { createResourceCatalog } from '../rbac/resource-catalog.ts';
import { requireProgram } from '../require-program.ts';
import { writeTarget } from '../write-target.ts';

/** `ork generate rbac`. */
export async function execute(input: CommandInput): Promise<number> {
  const { flags, io } = input;
  const { files, program, sources } = await requireProgram(input);
  const manifests = manifestsIn([...sources, ...textsOf(files)]);
  const catalog = await createResourceCatalog(program, manifests);
  const namespace = flags.text('namespace') ?? (io.env['ORK_NAMESPACE'] || 'orkestra-system');
  await writeTarget(
    rbacManifests(grantsOf(program, catalog, namespace), namespace),
    input,
    'rbac.yaml',
  );
  return ExitCode.Done;
}
