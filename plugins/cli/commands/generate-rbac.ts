import type { CommandInput } from '../command-definition.ts';
import { ExitCode } from '../exit-codes.ts';
import { manifestsIn } from '../manifests.ts';
import { textsOf } from '../problems/tell-problems.ts';
import { grantsOf } from '../rbac/grants-of.ts';
import { rbacManifests } from '../rbac/rbac-manifests.ts';
import { createResourceCatalog } from '../rbac/resource-catalog.ts';
import { requireProgram } from '../require-program.ts';
import { usageError } from '../usage-error.ts';
import { writeTarget } from '../write-target.ts';

/** `ork generate rbac`. */
export async function execute(input: CommandInput): Promise<number> {
  const namespace = namespaceOf(input);
  const { files, program, sources } = await requireProgram(input);
  const manifests = manifestsIn([...sources, ...textsOf(files)]);
  const catalog = await createResourceCatalog(program, manifests);
  const name = leaseNameIn(input);
  const lease = { namespace, ...(name === undefined ? {} : { name }) };
  await writeTarget(
    rbacManifests(grantsOf(program, catalog, lease), namespace),
    input,
    'rbac.yaml',
  );
  return ExitCode.Done;
}

const NAMESPACE = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

function namespaceOf({ flags, io }: CommandInput): string {
  const given = flags.text('namespace');
  const namespace = given ?? (io.env['ORK_NAMESPACE'] || 'orkestra-system');
  if (NAMESPACE.test(namespace)) return namespace;
  const source = given === undefined ? 'ORK_NAMESPACE' : '--namespace';
  throw usageError(
    `${source} is "${namespace}", expected the name of a namespace: lower case letters, digits and -`,
  );
}

const LEASE_NAME = /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/;

function leaseNameIn({ flags, io }: CommandInput): string | undefined {
  const given = flags.text('leaseName');
  const name = given ?? io.env['ORK_LEASE_NAME'];
  if (name === undefined || name === '') return undefined;
  if (LEASE_NAME.test(name)) return name;
  const source = given === undefined ? 'ORK_LEASE_NAME' : '--lease-name';
  throw usageError(
    `${source} is "${name}", expected the name of a Lease: lower case letters, digits, - and .`,
  );
}
