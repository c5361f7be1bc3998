import { Identity, type KubeObject } from '../../../core/index.ts';
import type { Manifest } from '../kinds/kind.ts';
import type { AcceptedValues } from '../plan/differences.ts';
import { type ForeignItem, foreignItems, type KeysOf, knownKeys } from '../plan/foreign-items.ts';
import { elementsOf, findPlace, keysIn, onlyAt } from './field-places.ts';
import { type Fields, isEmpty, NO_FIELDS, sizeOf, unionOf, without } from './fields-v1.ts';
import { type Manager, managersOf, newApplier, ownedBy, withFields } from './managed-fields.ts';

/** What has to become ours before an apply does what it says. */
export interface OwnershipChange {
  /** For `metadata.managedFields`. */
  readonly managedFields: readonly Readonly<Record<string, unknown>>[];
  /** Among what becomes ours is something that is not declared: the next apply removes it. */
  readonly mustApply: boolean;
  /** Items of others that become ours to be removed. */
  readonly items: readonly ForeignItem[];
}

/** How far ownership is taken. */
export interface OwnershipOptions {
  readonly isBuiltIn: boolean;
  /** Fields and items of others become ours. */
  readonly takes: boolean;
  /** Items of others stay, though their list is declared. */
  readonly merges: boolean;
  /** What the API server added to our last apply of this declaration. */
  readonly acceptedOf: (uid: string) => AcceptedValues | undefined;
}

/**
 * The ownership that an object of ours should have, if it has another (client-go, `csaupgrade`).
 *
 * @remarks Server-side apply removes what its manager owns alone and no longer declares. So what we wrote in another way (a
 * POST, a PUT, an older release) becomes our apply's, what others put into a list that is declared whole becomes ours, and
 * what is declared is shared with nobody who only once wrote it. Other appliers keep what they declare themselves.
 * @param object - as it came from the API server
 */
export function takeOwnership(
  object: KubeObject,
  manifest: Manifest,
  options: OwnershipOptions,
): OwnershipChange | undefined {
  const managers = managersOf(object);
  const applier =
    managers.find(isOurs('Apply')) ?? newApplier(Identity.fieldManager, object.apiVersion);
  const former = ownedBy(managers.filter(isOurs('Update')));
  const others = managers.filter((each) => each.name !== applier.name && each.subresource === '');
  const { items, fields } = ofOthers(object, manifest, { others, options });
  const mine = unionOf(unionOf(applier.fields, former), fields);
  const left = managers
    .filter((each) => each !== applier && !isOurs('Update')(each))
    .map((each) => leaveTo(each, { mine, items: fields, takes: options.takes }));
  const isSame =
    isEmpty(former) && isEmpty(fields) && left.every((each) => managers.includes(each));
  if (isSame) return undefined;
  const present = [withFields(applier, mine), ...left].filter((each) => !isEmpty(each.fields));
  return {
    managedFields: present.map(({ written }) => written),
    mustApply: !isEmpty(without(unionOf(former, fields), applier.fields)),
    items,
  };
}

function isOurs(operation: 'Apply' | 'Update'): (manager: Manager) => boolean {
  return (manager) =>
    manager.name === Identity.fieldManager &&
    manager.operation === operation &&
    manager.subresource === '';
}

/**
 * Items in lists that are declared whole which other managers own.
 *
 * @remarks What nobody owns came with admission or as a default, unless of the whole object nobody is known to own anything.
 */
function ofOthers(
  object: KubeObject,
  manifest: Manifest,
  world: { readonly others: readonly Manager[]; readonly options: OwnershipOptions },
): { readonly items: readonly ForeignItem[]; readonly fields: Fields } {
  const { takes, merges } = world.options;
  if (!takes || merges) return { items: [], fields: NO_FIELDS };
  const owned = ownedBy(world.others);
  const isNobodys = managersOf(object).length === 0;
  const items: ForeignItem[] = [];
  let fields = NO_FIELDS;
  for (const item of presentItems(object, manifest, world.options)) {
    if (item.isInside === true) continue;
    const place = findPlace(owned, item.steps);
    const elements = place?.elements ?? (isNobodys ? elementsOf(item.steps) : undefined);
    if (elements === undefined) continue;
    items.push(item);
    fields = unionOf(fields, onlyAt(elements, place?.fields ?? NO_FIELDS));
  }
  return { items, fields };
}

/** Items in lists that are declared whole and that are not declared, whoever owns them. */
export function presentItems(
  object: KubeObject,
  manifest: Manifest,
  { isBuiltIn, acceptedOf }: OwnershipOptions,
): readonly ForeignItem[] {
  const written = keysIn(ownedBy(managersOf(object)));
  const keysOf: KeysOf = (list, steps) =>
    written(list, steps) ?? (isBuiltIn ? knownKeys(list, steps) : undefined);
  const accepted = acceptedOf(object.metadata.uid ?? '');
  return foreignItems(manifest, object, { isBuiltIn, accepted, keysOf });
}

/** What stays with another manager. */
function leaveTo(
  manager: Manager,
  taken: { readonly mine: Fields; readonly items: Fields; readonly takes: boolean },
): Manager {
  if (!taken.takes || manager.subresource !== '') return manager;
  const lost = manager.operation === 'Update' ? taken.mine : taken.items;
  const rest = without(manager.fields, lost);
  return sizeOf(rest) === sizeOf(manager.fields) ? manager : withFields(manager, rest);
}
