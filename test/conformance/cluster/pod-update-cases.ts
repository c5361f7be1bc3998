import { expect, test } from 'vitest';
import { type Context, pathIn } from './cluster-context.ts';

const MESSAGE = 'pod updates may not change fields other than';
const WEB = { name: 'web', image: 'web', args: ['a'] };
const INIT = { name: 'init', image: 'init' };
const TOLERATION = { key: 'a', operator: 'Exists', effect: 'NoSchedule' };

/** A change of a pod; without `refused` it is taken. */
interface UpdateCase {
  readonly title: string;
  readonly spec: object;
  readonly refused?: string;
}

const POD = {
  containers: [WEB],
  initContainers: [INIT],
  tolerations: [TOLERATION],
  activeDeadlineSeconds: 100,
};

const CASES: readonly UpdateCase[] = [
  { title: 'image of a container', spec: { containers: [{ ...WEB, image: 'other' }] } },
  { title: 'image of an init container', spec: { initContainers: [{ ...INIT, image: 'other' }] } },
  {
    title: 'args of a container',
    spec: { containers: [{ ...WEB, args: ['b'] }] },
    refused: MESSAGE,
  },
  {
    title: 'resources of a container',
    spec: { containers: [{ ...WEB, resources: { requests: { cpu: '1' } } }] },
    refused: MESSAGE,
  },
  {
    title: 'one more container',
    spec: { containers: [WEB, { ...WEB, name: 'side' }] },
    refused: 'pod updates may not add or remove containers',
  },
  { title: 'restartPolicy', spec: { restartPolicy: 'Never' }, refused: MESSAGE },
  { title: 'nodeSelector', spec: { nodeSelector: { a: 'b' } }, refused: MESSAGE },
  {
    title: 'terminationGracePeriodSeconds',
    spec: { terminationGracePeriodSeconds: 5 },
    refused: MESSAGE,
  },
  { title: 'a shorter activeDeadlineSeconds', spec: { activeDeadlineSeconds: 50 } },
  {
    title: 'a longer activeDeadlineSeconds',
    spec: { activeDeadlineSeconds: 200 },
    refused: 'must be less than or equal to previous value',
  },
  {
    title: 'no activeDeadlineSeconds',
    spec: { activeDeadlineSeconds: null },
    refused: 'must not update from a positive integer to nil value',
  },
  {
    title: 'one more toleration',
    spec: { tolerations: [TOLERATION, { ...TOLERATION, key: 'b' }] },
  },
  {
    title: 'tolerationSeconds',
    spec: {
      tolerations: [
        TOLERATION,
        {
          key: 'node.kubernetes.io/not-ready',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 5,
        },
      ],
    },
  },
  {
    title: 'another toleration',
    spec: { tolerations: [{ ...TOLERATION, key: 'b' }] },
    refused: 'existing toleration can not be modified except its tolerationSeconds',
  },
  {
    title: 'a gate on what was not gated',
    spec: { schedulingGates: [{ name: 'example.org/a' }] },
    refused: 'only deletion is allowed, but found new scheduling gate',
  },
];

const GATED = { ...POD, schedulingGates: [{ name: 'example.org/a' }], nodeSelector: { a: 'b' } };

const GATED_CASES: readonly UpdateCase[] = [
  { title: 'a gate less', spec: { schedulingGates: [] } },
  { title: 'nodeSelector with more', spec: { nodeSelector: { a: 'b', c: 'd' } } },
  {
    title: 'another nodeSelector',
    spec: { nodeSelector: { a: 'c' } },
    refused: 'Invalid value',
  },
  { title: 'restartPolicy', spec: { restartPolicy: 'Never' }, refused: MESSAGE },
];

/** What of a pod can be changed once it is there. */
export function podUpdateCases(context: Context): void {
  test.each(CASES)('$title of a pod: $refused', async ({ title, spec, refused }) => {
    const name = await created(context, POD, title);

    expect(await updated(context, name, spec)).toEqual(expected(refused));
  });

  test.each(GATED_CASES)('$title of a gated pod: $refused', async ({ title, spec, refused }) => {
    const name = await created(context, GATED, `gated ${title}`);

    expect(await updated(context, name, spec)).toEqual(expected(refused));
  });
}

/** A pod that no kubelet runs, as it asks for a scheduler that there is not. */
async function created(context: Context, spec: object, title: string): Promise<string> {
  const name = title.toLowerCase().replaceAll(' ', '-');
  await context().client.post(pathIn(context, 'v1', 'pods'), {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { ...spec, schedulerName: 'nobody' },
  });
  return name;
}

async function updated(context: Context, name: string, spec: object): Promise<object> {
  const path = `${pathIn(context, 'v1', `pods/${name}`)}?dryRun=All`;
  const { status, body } = await context().client.mergePatch(path, { spec });
  return { status, message: String(body.message ?? '') };
}

function expected(refused: string | undefined): object {
  return refused === undefined
    ? { status: 200, message: '' }
    : { status: 422, message: expect.stringContaining(refused) };
}
