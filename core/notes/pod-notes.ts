import { largerOf } from '../json/exact-arithmetic.ts';
import { defineNotes, type NoteDefinition } from './define-note.ts';
import type { Note } from './note.ts';
import { integerAt, joined, mapsAt, textAt } from './object-fields.ts';

/** Reasons why a container does not run, with the note that looks for each. */
const FAILURES = {
  podCrashLoopDetected: 'CrashLoopBackOff',
  podImagePullBackOffDetected: 'ImagePullBackOff',
  podErrImagePullDetected: 'ErrImagePull',
  podErrorDetected: 'Error',
  podOOMKilledDetected: 'OOMKilled',
  podRunContainerErrorDetected: 'RunContainerError',
  podCreateContainerErrorDetected: 'CreateContainerError',
  podInvalidImageNameDetected: 'InvalidImageName',
  podPreStartHookErrorDetected: 'PreStartHookError',
  podPostStartHookErrorDetected: 'PostStartHookError',
} as const;
const MANY_RESTARTS = 2;

/** Pods of a child, known where the CRD has `enrich:` (notes.md §1.16). */
export const podNotes: readonly Note[] = defineNotes('pod', {
  ...listed('podNames', 'name', 'Names of the pods.', 'shop-0, shop-1'),
  ...listed('podIPs', 'ip', 'Addresses of the pods.', '10.0.0.1, 10.0.0.2'),
  ...listed('podPhases', 'phase', 'Phases of the pods.', 'Running, Pending'),
  ...listed('podNodes', 'node', 'Nodes of the pods.', 'node-a, node-b'),
  'podCount(child any) number': {
    description: 'How many pods there are.',
    example: ['{{ podCount .children.deployment }}', '2'],
    call: (args) => mapsAt(args.any(0), '_pods').length,
  },
  'readyPodCount(child any) number': {
    description: 'How many pods are ready.',
    example: ['{{ readyPodCount .children.deployment }}', '1'],
    call: (args) => mapsAt(args.any(0), '_pods').filter((pod) => pod['ready'] === true).length,
  },
  'podMaxRestarts(child any) number': {
    description: 'The most restarts of any pod.',
    example: ['{{ podMaxRestarts .children.deployment }}', '4'],
    call: (args) => maxRestarts(args.any(0)),
  },
  'podByOrdinal(child any, ordinal number) any': {
    description: 'The pod with an ordinal, or nothing.',
    example: ['{{ (podByOrdinal .children.deployment 1).name }}', 'shop-1'],
    call: (args) => podByOrdinal(args.any(0), args.integer(1)),
  },
  'podContainerState(child any, ordinal number, container string) string': {
    description: 'State of a container of the pod with an ordinal.',
    example: ['{{ podContainerState .children.deployment 1 "web" }}', 'waiting'],
    call: (args) => {
      const containers = mapsAt(podByOrdinal(args.any(0), args.integer(1)), 'containers');
      return textAt(
        containers.find((container) => container['name'] === args.text(2)),
        'state',
      );
    },
  },
  'podContainerReasons(child any) string': {
    description: 'The reasons that containers give, each once.',
    example: ['{{ podContainerReasons .children.deployment }}', 'CrashLoopBackOff'],
    call: (args) => joined([...new Set(reasonsOf(args.any(0)))]),
  },
  ...Object.fromEntries(
    Object.entries(FAILURES).flatMap(([name, reason]) => detector(name, reason)),
  ),
  'hasCrashingPod(child any) boolean': {
    description:
      'Whether a container fails for any of the known reasons or restarts again and again.',
    example: ['{{ hasCrashingPod .children.deployment }}', 'true'],
    call: (args) => {
      const failures: readonly string[] = Object.values(FAILURES);
      const isFailing = reasonsOf(args.any(0)).some((reason) => failures.includes(reason));
      return isFailing || maxRestarts(args.any(0)) > MANY_RESTARTS;
    },
  },
});

function listed(
  name: string,
  key: string,
  description: string,
  result: string,
): Readonly<Record<string, NoteDefinition>> {
  return {
    [`${name}(child any) string`]: {
      description,
      example: [`{{ ${name} .children.deployment }}`, result],
      call: (args) => joined(mapsAt(args.any(0), '_pods').map((pod) => textAt(pod, key))),
    },
  };
}

function detector(
  name: string,
  reason: string,
): readonly (readonly [signature: string, definition: NoteDefinition])[] {
  const isInExample = reason === FAILURES.podCrashLoopDetected;
  const definition: NoteDefinition = {
    description: `Whether a container gives the reason ${reason}.`,
    example: [`{{ ${name} .children.deployment }}`, String(isInExample)],
    call: (args) => reasonsOf(args.any(0)).includes(reason),
  };
  return [[`${name}(child any) boolean`, definition]];
}

function podByOrdinal(child: unknown, ordinal: number): unknown {
  return mapsAt(child, '_pods').find((pod) => integerAt(pod, 'ordinal') === ordinal);
}

function reasonsOf(child: unknown): readonly string[] {
  const containers = mapsAt(child, '_pods').flatMap((pod) => mapsAt(pod, 'containers'));
  return containers.map((container) => textAt(container, 'reason'));
}

function maxRestarts(child: unknown): number | bigint {
  const counts = mapsAt(child, '_pods').map((pod) => integerAt(pod, 'restartCount'));
  return counts.reduce(largerOf, 0);
}
