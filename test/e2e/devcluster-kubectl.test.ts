import { access } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deletionCases } from './devcluster-kubectl/deletion-cases.ts';
import { describeCases } from './devcluster-kubectl/describe-cases.ts';
import { discoveryCases } from './devcluster-kubectl/discovery-cases.ts';
import { readCases } from './devcluster-kubectl/read-cases.ts';
import { refusalCases } from './devcluster-kubectl/refusal-cases.ts';
import { rolloutCases } from './devcluster-kubectl/rollout-cases.ts';
import { writeCases } from './devcluster-kubectl/write-cases.ts';
import { type DevSession, startDevSession } from './support/dev-session.ts';

const example = new URL('../../examples/beginner/01-hello-website/', import.meta.url);
const file = (name: string): string => fileURLToPath(new URL(name, example));

describe('kubectl against the cluster of ork dev', () => {
  let session: DevSession;

  beforeAll(async () => {
    session = await startDevSession(['-k', file('katalog.yaml'), '--cr', file('cr.yaml')]);
    await session.require(['wait', '--for=condition=Ready', 'website/hello', '--timeout=30s']);
    await session.require(['wait', '--for=condition=Available', 'deploy/hello', '--timeout=30s']);
  });

  afterAll(() => session?.stop());

  describe('finding out what there is', () => discoveryCases(() => session));
  describe('reading', () => readCases(() => session));
  describe('describing', () => describeCases(() => session));
  describe('writing', () => writeCases(() => session));
  describe('refusing', () => refusalCases(() => session));
  describe('rolling out', () => rolloutCases(() => session));
  describe('deleting', () => deletionCases(() => session));

  test('an interrupt ends it in order and takes the kubeconfig away', async () => {
    const kubeconfig = /kubeconfig: (\S+)/.exec(await session.output())?.[1] ?? '';

    session.component.kill('SIGINT');

    const { code } = await session.component.exited;
    expect(code).toBe(0);
    expect(kubeconfig).toMatch(/kubeconfig$/);
    await expect(access(kubeconfig)).rejects.toThrow('ENOENT');
  });
});
