import {
  Identity,
  type JsonObject,
  type Operation,
  type PlanRequest,
} from '../../../core/index.ts';
import { builtInKind } from '../kinds/built-in-kinds.ts';
import { CUSTOM_KEY } from '../kinds/custom.ts';
import type { ObservedChild } from '../observe/observed-child.ts';
import { deleteOperation, releaseOperation } from './operations.ts';
import { placeKey, placesOf } from './places-of.ts';

/** Deletions of what the owner has and nobody declares or retains. */
export function prune(
  request: PlanRequest,
  world: {
    readonly observed: ReadonlyMap<string, ObservedChild>;
    readonly wanted: ReadonlySet<string>;
  },
): readonly Operation[] {
  const kept = retainedPlaces(request);
  if (kept === 'everything') return [];
  const operations: Operation[] = [];
  for (const child of world.observed.values()) {
    const isLeaving = child.object.metadata.deletionTimestamp !== undefined;
    if (isLeaving || world.wanted.has(child.id) || isRetained(child, kept)) continue;
    if (child.isAdopted) {
      operations.push(releaseOperation(child, '', 'no longer declared'));
      continue;
    }
    operations.push(
      deleteOperation(child, {
        entry: '',
        reason: 'no longer declared',
        propagation: 'Background',
        isAwaited: false,
      }),
    );
  }
  return operations;
}

interface Retained {
  /** Kinds of which nothing may go. */
  readonly kinds: ReadonlySet<string>;
  /** `deployments|default|web`; `*` stands for any kind or any namespace. */
  readonly places: ReadonlySet<string>;
  /** Ingresses are kept, and with them Secrets made for their hosts. */
  readonly hasIngress: boolean;
}

function isRetained(child: ObservedChild, kept: Retained): boolean {
  // Jobs are never deleted because a condition is false or a template is gone (katalog-language §3.2).
  if (child.kind === 'jobs' || kept.kinds.has(child.kind)) return true;
  if (isMadeByDoctor(child) || (kept.hasIngress && isCertificate(child))) return true;
  const { kind, namespace, name } = child;
  const { places } = kept;
  return [
    placeKey(kind, namespace, name),
    placeKey('*', namespace, name),
    placeKey(kind, '*', name),
  ].some((key) => places.has(key));
}

function mayHaveCopies(kind: string, block: JsonObject): boolean {
  return builtInKind(kind)?.hasCopies === true && block['namespace'] === undefined;
}

function isCertificate({ object }: ObservedChild): boolean {
  return object.metadata.annotations?.[Identity.certificateAnnotation] !== undefined;
}

/** Kept whatever is declared (katalog-language §3.2). */
function isMadeByDoctor({ kind, object }: ObservedChild): boolean {
  const isOfKind = kind === 'configMaps' || kind === CUSTOM_KEY;
  return isOfKind && object.metadata.labels?.['app.kubernetes.io/createdBy'] === 'orkdoctor';
}

function retainedPlaces(request: PlanRequest): Retained | 'everything' {
  const kinds = new Set<string>();
  const places = new Set<string>();
  for (const { kind, block } of request.retained) {
    const isCustom = kind === CUSTOM_KEY;
    if (block !== undefined) {
      // A custom block tells no kind when only its identity could be evaluated.
      for (const place of placesOf(request.owner, kind, block)) {
        places.add(placeKey(isCustom ? '*' : kind, place.namespace, place.name));
        // What is known of it is who it is, not where its copies are.
        if (mayHaveCopies(kind, block)) places.add(placeKey(kind, '*', place.name));
      }
    } else if (isCustom) {
      return 'everything';
    } else {
      kinds.add(kind);
    }
  }
  const hasIngress = request.retained.some(({ kind }) => kind === 'ingresses');
  return { kinds, places, hasIngress };
}
