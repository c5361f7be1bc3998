import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compile } from '../../core/index.ts';
import { createBlockProviders } from '../../plugins/cli/compose.ts';
import { generateCrd } from '../../plugins/cli/crd/generate-crd.ts';
import { type ControlPlane, startControlPlane } from '../testbed/index.ts';

const KATALOG = `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: j }
spec:
  crds:
    thing:
      apiTypes: { group: a.example.org, version: v1, kind: Thing, plural: things }
      validation:
        rules:
          - { field: spec.size, in: "small, 3, true", message: no such size }
          - { field: spec.replicas, min: "1", max: "5", message: between 1 and 5 }
          - { field: spec.owner, operator: exists, message: whose is it? }
          - { field: spec.tag, regex: "^v[0-9.]+$", message: no version }
      mutation:
        rules:
          - { field: spec.port, default: "8080" }
          - { field: spec.deep.flag, default: true }
      operatorBox:
        onReconcile:
          configMaps:
            - name: "{{ .metadata.name }}"
              data:
                a: "{% spec.fromJsonata %}"
                b: "{% $join(spec.list.name, ',') %}"
                c: '{{ get .spec "viaGet" "deep" }}'
                d: "{{ range .spec.rangeList }}{{ .x }}{{ end }}"
                e: "{{ with .spec.w }}{{ .h }}{{ end }}"
                f: '{{ index .spec.map "k" }}'
                g: "{% $string(spec.users.{'n': $}) %}"
              when:
                - field: spec.cond
                  equals: "x"
                - expr: spec.viaExpr > 3
            - name: "x-{{ .item }}"
              forEach: { field: spec.items, as: item }
              data: { a: b }
          deployments:
            - { image: "{{ .spec.image.name }}", replicas: "{{ .spec.replicas }}" }
        status:
          fields:
            - { path: phase, value: Ready }
            - { path: count, value: "{% $count(spec.counted) %}" }
            - { path: deep.ready, value: "true", type: bool }
`;

describe('an inferred CRD on a real API server', () => {
  let controlPlane: ControlPlane;

  beforeAll(async () => {
    controlPlane = await startControlPlane({});
    const { program } = await compile({
      documents: [{ file: 'k.yaml', text: KATALOG }],
      providers: createBlockProviders(),
      defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5 },
    });
    const crds = (program?.crds ?? []).map((crd) => generateCrd(crd));
    expect(crds).toHaveLength(1);
    for (const crd of crds)
      await controlPlane.requireKubectl(['apply', '-f', '-'], { input: JSON.stringify(crd) });
    await controlPlane.requireKubectl([
      'wait',
      '--for=condition=Established',
      'crd/things.a.example.org',
    ]);
  });

  afterAll(async () => {
    await controlPlane?.stop();
  });

  const apply = (name: string, spec: object): ReturnType<ControlPlane['kubectl']> =>
    controlPlane.kubectl(['apply', '--server-side', '-f', '-'], {
      input: JSON.stringify({
        apiVersion: 'a.example.org/v1',
        kind: 'Thing',
        metadata: { name, namespace: 'default' },
        spec,
        beside: { kept: true },
      }),
    });

  test('is established without violations of its schema', async () => {
    const text = await controlPlane.requireKubectl([
      'get',
      'crd',
      'things.a.example.org',
      '-o',
      'json',
    ]);

    const { status } = JSON.parse(text) as {
      readonly status: { readonly conditions: readonly { readonly type: string }[] };
    };
    expect(status.conditions.map(({ type }) => type)).not.toContain('NonStructuralSchema');
  });

  test.each([
    { name: 'least', spec: { owner: 'me' } },
    { name: 'nothing', spec: { owner: 'me', list: null, image: null, replicas: null, w: null } },
    { name: 'texts', spec: { owner: 1, replicas: '3', size: 3, tag: 'v1', image: { name: 1.5 } } },
    {
      name: 'lists',
      spec: {
        owner: true,
        size: true,
        list: [{ name: 'a', more: 1 }, 'b'],
        rangeList: [1, { x: { y: [null] } }],
        users: ['u1', { u: 2 }],
        map: [1],
        items: { k: 'v' },
        unknown: { kept: [{ whole: true }] },
      },
    },
    {
      name: 'others',
      spec: { owner: {}, image: 'text', viaGet: 3, w: 'text', deep: 'text', port: [] },
    },
  ])('keeps the whole of an object with $name', async ({ name, spec }) => {
    const { stderr } = await apply(name, spec);
    const text = await controlPlane.requireKubectl(['get', 'thing', name, '-o', 'json']);

    const stored = JSON.parse(text) as { readonly spec: object; readonly beside: object };
    expect(stderr).toBe('');
    expect(stored.spec).toEqual({ port: '8080', ...spec });
    expect(stored.beside).toEqual({ kept: true });
  });

  test.each([
    { spec: {}, told: 'spec.owner: Required value' },
    { spec: { owner: 'a', replicas: 6 }, told: 'less than or equal to 5' },
    { spec: { owner: 'a', replicas: true }, told: 'spec.replicas' },
    { spec: { owner: 'a', size: 'big' }, told: 'spec.size: Unsupported value' },
    { spec: { owner: 'a', tag: '1' }, told: 'should match' },
  ])('refuses what a rule refuses: $told', async ({ spec, told }) => {
    const { stderr } = await apply('wrong', spec);

    expect(stderr).toContain(told);
  });
});
