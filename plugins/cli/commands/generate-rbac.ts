import type { CommandInput } from '../command-definition.ts';
import { ExitCode } from '../exit-codes.ts';
import { definitionsAtHand } from '../manifests-for.ts';
import type { Grant } from '../rbac/grant.ts';
import { grantsOf } from '../rbac/grants-of.ts';
import { isBuiltInNamespace, rbacManifests } from '../rbac/rbac-manifests.ts';
import { createResourceCatalog } from '../rbac/resource-catalog.ts';
import { requireProgram } from '../require-program.ts';
import { usageError } from '../usage-error.ts';
import { targetOf, writeTarget } from '../write-target.ts';

/** `ork generate rbac`. */
export async function execute(input: CommandInput): Promise<number> {
  const target = targetOf(input, 'rbac.yaml');
  const namespace = namespaceOf(input);
  const katalogs = await requireProgram(input);
  const { program } = katalogs;
  const catalog = await createResourceCatalog(program, definitionsAtHand(katalogs));
  const name = leaseNameIn(input);
  const lease = { namespace, ...(name === undefined ? {} : { name }) };
  const grants = grantsOf(program, catalog, lease);
  const withNamespace = !input.flags.isOff('createNamespace');
  await writeTarget(rbacManifests(grants, { namespace, withNamespace }), target, input);
  tellNamespaces(grants, namespace, input);
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

/** Namespaces of custom resources are not made here: whoever deletes what was generated would delete all that is in them. */
function tellNamespaces(grants: readonly Grant[], own: string, { io }: CommandInput): void {
  const all = new Set(grants.flatMap(({ namespaces = [] }) => namespaces));
  const others = [...all].filter((each) => each !== own && !isBuiltInNamespace(each)).sort();
  if (others.length === 0) return;
  const what = others.length === 1 ? 'namespace' : 'namespaces';
  io.stderr.write(`Roles go into the ${what} ${others.join(', ')}, which must be there first\n`);
}
