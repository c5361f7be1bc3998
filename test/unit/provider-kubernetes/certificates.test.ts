import { createPrivateKey, X509Certificate } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import type { DesiredBlock, JsonObject, ProviderPlan } from '../../../core/index.ts';
import { aBlock, aRig, type ProviderRig } from './a-provider.ts';

let rig: ProviderRig;

afterEach(() => rig.stop.abort());

const DAY_MS = 24 * 3_600_000;

function secret(tls: JsonObject, rest: Partial<DesiredBlock> = {}, fields: JsonObject = {}) {
  return aBlock('secrets', { name: 'cert', tls, ...fields }, rest);
}

function ingress(name: string, fields: JsonObject, rest: Partial<DesiredBlock> = {}) {
  const block = { name, serviceName: 'shop', servicePort: 80, ...fields };
  return aBlock('ingresses', block, { entry: `onReconcile.ingresses{${name}}`, ...rest });
}

function pemOf(key: string, name = 'cert'): string {
  const data = rig.cluster.peek('Secret', name)?.['data'] as Record<string, string>;
  return Buffer.from(data[key] ?? '', 'base64').toString();
}

function certificateOf(name = 'cert'): X509Certificate {
  return new X509Certificate(pemOf('tls.crt', name));
}

function operationsOf({ operations }: ProviderPlan): readonly string[] {
  return operations.map(({ verb, resource, name }) => `${verb} ${resource}/${name}`);
}

describe('a Secret with tls', () => {
  test('holds a certificate, its key and its authority', async () => {
    rig = await aRig([secret({})]);

    await rig.cycle([secret({ dnsNames: ['shop.example.com'], validFor: '90d' })]);

    const server = certificateOf();
    expect(server.subject).toBe('CN=cert.default.svc');
    expect(server.subjectAltName).toBe('DNS:cert.default.svc, DNS:shop.example.com');
    expect(server.verify(new X509Certificate(pemOf('ca.crt')).publicKey)).toBe(true);
    expect(server.checkPrivateKey(createPrivateKey(pemOf('tls.key')))).toBe(true);
    expect(Date.parse(server.validTo)).toBe(rig.clock.nowMs() + 90 * DAY_MS);
    expect(rig.cluster.peek('Secret', 'cert')).toMatchObject({ type: 'kubernetes.io/tls' });
    expect(rig.cluster.writes).toBe(1);
  });

  test.each([{ mode: 'apply' }, { mode: 'ensure' }, { mode: 'once' }] as const)(
    'of mode $mode keeps its certificate, also after a restart, and is renewed before its end',
    async ({ mode }) => {
      const block = secret({ validFor: '90d' }, { mode });
      rig = await aRig([block]);
      await rig.cycle([block]);
      const first = certificateOf().serialNumber;
      const { cluster } = rig;
      rig.stop.abort();
      rig = await aRig([block], { cluster });

      const quiet = await rig.cycle([block]);
      await rig.clock.advance(60 * DAY_MS);
      const due = await rig.cycle([block]);
      const after = await rig.cycle([block]);

      expect(quiet.operations).toEqual([]);
      expect(quiet.requeueAfterMs).toBe(60 * DAY_MS);
      expect(due.operations).toMatchObject([
        { verb: 'update', reason: 'certificate nears its end' },
      ]);
      expect(after.operations).toEqual([]);
      expect(after.requeueAfterMs).toBe(60 * DAY_MS);
      expect(certificateOf().serialNumber).not.toBe(first);
      expect(cluster.requests).toMatchObject({ apply: 2 });
    },
  );

  test('is renewed at rotateAfter when that is sooner', async () => {
    const block = secret({ validFor: '90d' }, {}, { rotateAfter: '10d' });
    rig = await aRig([block]);
    await rig.cycle([block]);

    expect((await rig.plan([block])).requeueAfterMs).toBe(10 * DAY_MS);
  });

  test('is made anew for other names and when a part is missing, not for another label', async () => {
    rig = await aRig([secret({})]);
    await rig.cycle([secret({})]);
    const first = certificateOf().serialNumber;
    const target = { type: rig.typeOf('Secret'), ref: { namespace: 'default', name: 'cert' } };

    const labelled = secret({}, {}, { labels: { a: 'b' } });
    await rig.cycle([labelled]);
    const same = certificateOf().serialNumber;
    const renamed = await rig.cycle([secret({ commonName: 'other.svc' })]);
    rig.cluster.edit(target, (object) => ({ ...object, data: { 'tls.crt': 'x' } }));
    await rig.clock.settle();
    const broken = await rig.cycle([secret({ commonName: 'other.svc' })]);

    expect(same).toBe(first);
    expect(renamed.operations).toMatchObject([{ reason: 'tls differs' }]);
    expect(broken.operations).toMatchObject([{ reason: 'certificate is not complete' }]);
    expect(certificateOf().subject).toBe('CN=other.svc');
  });

  test('shows no key in plans', async () => {
    rig = await aRig([secret({})]);
    const created = await rig.cycle([secret({})]);

    const changed = await rig.plan([secret({ commonName: 'other.svc' })]);

    expect(JSON.stringify([created, changed])).not.toMatch(/tls\.key|PRIVATE|LS0tLS1CRUdJTi/);
  });
});

describe('an Ingress with tls.create', () => {
  const SHOP = ingress('shop', { host: 'shop.example.com', tls: { create: true } });

  test('has a Secret of its own, made before it', async () => {
    rig = await aRig([SHOP]);

    const plan = await rig.cycle([SHOP]);

    expect(operationsOf(plan)).toEqual(['create secrets/shop-tls', 'create ingresses/shop']);
    expect(plan.operations[0]?.wave).toBeLessThan(plan.operations[1]?.wave ?? 0);
    expect(certificateOf('shop-tls').subjectAltName).toBe('DNS:shop.example.com');
    expect(rig.cluster.peek('Ingress', 'shop')?.['spec']).toMatchObject({
      tls: [{ hosts: ['shop.example.com'], secretName: 'shop-tls' }],
    });
    expect((await rig.plan([SHOP])).operations).toEqual([]);
    expect(rig.cluster.writes).toBe(2);
  });

  test('loses the Secret when it no longer asks for it, and keeps it while it is retained', async () => {
    rig = await aRig([SHOP]);
    await rig.cycle([SHOP]);
    const { entry, kind } = SHOP;

    const kept = await rig.plan([], { retained: [{ entry, kind, block: { name: 'shop' } }] });
    const gone = await rig.plan([ingress('shop', { host: 'shop.example.com' })]);

    expect(kept.operations).toEqual([]);
    expect(operationsOf(gone)).toEqual(['update ingresses/shop', 'delete secrets/shop-tls']);
  });

  test('shares a Secret with another: its certificate is for the hosts of both', async () => {
    const blog = ingress('blog', { host: 'blog.example.com', tls: { create: true } });
    rig = await aRig([SHOP, blog]);

    await rig.cycle([SHOP, blog]);

    expect(certificateOf('shop-tls').subjectAltName).toBe(
      'DNS:shop.example.com, DNS:blog.example.com',
    );
    expect((await rig.plan([SHOP, blog])).operations).toEqual([]);
  });
});
