import { afterEach, describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type CommandWorld, commandWorld } from '../../helpers/command-io.ts';

let world: CommandWorld | undefined;
afterEach(() => world?.remove());

const CRD = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gadgets.g.example.org }
spec:
  group: g.example.org
  names: { kind: Gadget, listKind: GadgetList, plural: gadgets, singular: gadget }
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              properties:
                parts: { type: array, items: { type: object, properties: { tags: { type: array, items: { type: string } } } } }
                some: { type: array, minItems: 1, items: { type: string } }
                free: { x-kubernetes-preserve-unknown-fields: true }
                main: { type: object, x-kubernetes-preserve-unknown-fields: true }
`;

function katalogOf(block: string): string {
  return `apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: worker }
spec:
  crds:
    worker:
      apiTypes: { group: one.example.org, version: v1, kind: Worker, plural: workers }
      operatorBox:
        onReconcile:
${block.replace(/^/gm, '          ')}
`;
}

const crOf = (count: number): string => {
  const flags = ['a', 'b', 'c'].map((name, index) => ({
    name,
    port: 8080 + index,
    on: index < count,
  }));
  return JSON.stringify({
    apiVersion: 'one.example.org/v1',
    kind: 'Worker',
    metadata: { name: 'w', namespace: 'default' },
    spec: { flags, ports: flags.slice(0, count).map(({ port }) => port) },
  });
};

/** The value at a dot path of the one object that comes of a block, for 0, 1 and 2 matches. */
async function rendered(block: string, path: string): Promise<readonly unknown[]> {
  const files = { 'katalog.yaml': katalogOf(block), 'gadget-crd.yaml': CRD };
  world = await commandWorld({
    files: { ...files, '0.yaml': crOf(0), '1.yaml': crOf(1), '2.yaml': crOf(2) },
  });
  const values: unknown[] = [];
  for (const count of [0, 1, 2]) {
    const { stderr, stdout } = await world.ork('template', '--cr', `${count}.yaml`);
    const [object] = parseAllDocuments(stdout);
    expect(stderr).toBe('');
    const steps = path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    const value: unknown = steps.reduce<unknown>(
      (inner, step) => Reflect.get(Object(inner), step),
      object?.toJS(),
    );
    values.push(value);
  }
  return values;
}

const ON = 'spec.flags[on=true]';
const DEPLOYMENT = 'deployments:\n  - name: w\n    image: nginx\n    ';
const custom = (apiVersion: string, kind: string, rest: string): string =>
  `custom:\n  - apiVersion: ${apiVersion}\n    kind: ${kind}\n    metadata: { name: w }\n    ${rest}`;

const CONTAINER = 'spec.template.spec.containers.0';

describe('where the schema takes a list, one match is a list of one and none an empty one', () => {
  test.each([
    {
      what: 'args',
      block: `${DEPLOYMENT}args: "{% ${ON}.name %}"`,
      path: `${CONTAINER}.args`,
      values: [[], ['a'], ['a', 'b']],
    },
    {
      what: 'command',
      block: `${DEPLOYMENT}command: "{% $map(${ON}, function($f) { $f.name }) %}"`,
      path: `${CONTAINER}.command`,
      values: [[], ['a'], ['a', 'b']],
    },
    {
      what: 'env',
      block: `${DEPLOYMENT}env: "{% ${ON}.{'name': $uppercase(name), 'value': $string(port)} %}"`,
      path: `${CONTAINER}.env`,
      values: [
        undefined,
        [{ name: 'A', value: '8080' }],
        [
          { name: 'A', value: '8080' },
          { name: 'B', value: '8081' },
        ],
      ],
    },
    {
      what: 'volumes',
      block: `${DEPLOYMENT}volumes: "{% ${ON}.{'name': name, 'emptyDir': {'medium': 'Memory'}} %}"`,
      path: 'spec.template.spec.volumes',
      values: [
        undefined,
        [{ name: 'a', emptyDir: { medium: 'Memory' } }],
        [
          { name: 'a', emptyDir: { medium: 'Memory' } },
          { name: 'b', emptyDir: { medium: 'Memory' } },
        ],
      ],
    },
    {
      what: 'subjects of a RoleBinding',
      block: custom(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        `roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: r }\n    subjects: "{% ${ON}.{'kind': 'User', 'name': name} %}"`,
      ),
      path: 'subjects',
      values: [
        [],
        [{ kind: 'User', name: 'a' }],
        [
          { kind: 'User', name: 'a' },
          { kind: 'User', name: 'b' },
        ],
      ],
    },
    {
      what: 'rules of a Role, and verbs inside of what the expression makes',
      block: custom(
        'rbac.authorization.k8s.io/v1',
        'Role',
        `rules: "{% {'apiGroups': [''], 'resources': ${ON}.name, 'verbs': 'get'} %}"`,
      ),
      path: 'rules',
      values: [
        [{ apiGroups: [''], verbs: ['get'] }],
        [{ apiGroups: [''], resources: ['a'], verbs: ['get'] }],
        [{ apiGroups: [''], resources: ['a', 'b'], verbs: ['get'] }],
      ],
    },
    {
      what: 'ports deep in a NetworkPolicy',
      block: custom(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        `spec:\n      podSelector: {}\n      ingress:\n        - ports: "{% spec.ports.{'port': $} %}"`,
      ),
      path: 'spec.ingress.0.ports',
      values: [[], [{ port: 8080 }], [{ port: 8080 }, { port: 8081 }]],
    },
    {
      what: 'a list of a CRD beside the Katalog, and one inside of it',
      block: custom('g.example.org/v1', 'Gadget', `spec: { parts: "{% ${ON}.{'tags': name} %}" }`),
      path: 'spec.parts',
      values: [[], [{ tags: ['a'] }], [{ tags: ['a'] }, { tags: ['b'] }]],
    },
    {
      what: 'a list that must not be empty',
      block: custom('g.example.org/v1', 'Gadget', `spec: { some: "{% ${ON}.name %}", main: {} }`),
      path: 'spec.some',
      values: [undefined, ['a'], ['a', 'b']],
    },
    {
      what: 'a list in square brackets, where nothing is known',
      block: custom('g.example.org/v1', 'Gadget', `spec: { free: "{% [${ON}.name] %}" }`),
      path: 'spec.free',
      values: [[], ['a'], ['a', 'b']],
    },
  ])('$what', async ({ block, path, values }) => {
    expect(await rendered(block, path)).toEqual(values);
  });

  test('a map of variables is a map, also with one name', async () => {
    const block = `${DEPLOYMENT}env: "{% {'NAME': 'x'} %}"`;

    const [one] = await rendered(block, `${CONTAINER}.env`);

    expect(one).toEqual([{ name: 'NAME', value: 'x' }]);
  });
});

describe('a list where one thing is asked for', () => {
  test.each([
    {
      what: 'a text of a block',
      block: `deployments:\n  - name: w\n    image: "{% ${ON}.name[] %}"`,
      told: 'image: is a list',
    },
    {
      what: 'a map of a known kind',
      block: custom(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        `spec: { podSelector: "{% ${ON}.{'matchLabels': {'a': name}}[] %}" }`,
      ),
      told: 'onReconcile.custom[0] is not created: spec.podSelector: is a list of one element, expected a map',
    },
    {
      what: 'a text inside of what the expression makes',
      block: custom('v1', 'Service', `spec: "{% {'clusterIP': ['None']} %}"`),
      told: 'onReconcile.custom[0] is not created: spec: clusterIP: is a list of one element, expected one string',
    },
  ])('$what is refused and named', async ({ block, told }) => {
    world = await commandWorld({ files: { 'katalog.yaml': katalogOf(block), 'cr.yaml': crOf(1) } });

    const { code, stderr } = await world.ork('template', '--cr', 'cr.yaml');

    expect(code).toBe(1);
    expect(stderr).toContain(told);
  });
});

describe('where nothing says what may stand', () => {
  const at = (kind: string, value: string): string =>
    custom('other.example.org/v1', kind, `spec: { list: "{% ${value} %}" }`);

  test.each([
    { value: `${ON}.name`, isTold: true },
    { value: "spec.ports.{'port': $}", isTold: true },
    { value: `$filter(spec.flags, function($f) { $f.on })`, isTold: true },
    { value: 'spec.flags.*', isTold: true },
    { value: `spec.on ? ${ON}.name : []`, isTold: true },
    { value: "spec.flags[zone='a'].name", isTold: true },
    { value: "spec.flags[name!='a'].port", isTold: true },
    { value: "spec.flags[on=true or name='a'].port", isTold: true },
    { value: "spec.flags[name='a'].parts.*", isTold: true },
    { value: "$map(spec.flags[name='a'], $string)", isTold: true },
    { value: "spec.flags[name='a'].port", isTold: false },
    { value: 'spec.flags[id=1]', isTold: false },
    { value: 'spec.flags[$.metadata.name=$$.metadata.name]', isTold: false },
    { value: "spec.flags[on=true and name='a'].port", isTold: false },
    { value: "spec.flags['a'=name].port", isTold: false },
    { value: "spec.flags[containerName='a'][on=true].port", isTold: false },
    { value: "spec.on ? spec.flags[name='a'].port : 1", isTold: false },
    { value: "($n := 'a'; spec.flags[name=$n].port)", isTold: false },
    { value: "status.conditions[type='Ready'].status", isTold: false },
    { value: `[${ON}.name]`, isTold: false },
    { value: `${ON}.name[]`, isTold: false },
    { value: `(${ON}.name)[0]`, isTold: false },
    { value: 'spec.flags[0].name', isTold: false },
    { value: 'spec.name', isTold: false },
    { value: `$count(${ON})`, isTold: false },
    { value: `$join(${ON}.name, ',')`, isTold: false },
    { value: "{'a': spec.ports}", isTold: false },
  ])('$value is warned of: $isTold', async ({ isTold, value }) => {
    world = await commandWorld({ files: { 'katalog.yaml': katalogOf(at('Other', value)) } });

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(0);
    expect(stdout.includes('warning ORK1408')).toBe(isTold);
    expect(stdout.includes('{% [ … ] %}')).toBe(isTold);
  });
});

describe('what can never fit is told before anything runs', () => {
  const configMap = (value: string): string =>
    `configMaps:\n  - name: w\n    data: { k: ${JSON.stringify(value)} }`;

  test.each([
    { block: configMap("{% {'a': 1} %}"), told: 'the expression yields a map, expected one value' },
    {
      block: configMap('{% [spec.a] %}'),
      told: 'the expression yields a list, expected one value',
    },
    { block: configMap("{% spec.a ? 'x' : [] %}"), told: 'the expression yields a list' },
    {
      block: `${DEPLOYMENT}replicas: "{% [1] %}"`,
      told: 'the expression yields a list, expected one value',
    },
    {
      block: `${DEPLOYMENT}nodeSelector: "{% [spec.a] %}"`,
      told: 'the expression yields a list, expected a map',
    },
    {
      block: custom(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'spec: { podSelector: "{% [spec.a] %}" }',
      ),
      told: 'the expression yields a list, expected a map',
    },
  ])('$block', async ({ block, told }) => {
    world = await commandWorld({ files: { 'katalog.yaml': katalogOf(block) } });

    const { code, stdout } = await world.ork('validate');

    expect(code).toBe(1);
    expect(stdout).toContain(told);
  });

  test.each([
    configMap('{% $string([spec.a]) %}'),
    configMap('{% spec.a %}'),
    `${DEPLOYMENT}args: "{% {'a': 1} %}"`,
    `${DEPLOYMENT}env: "{% {'A': 'x'} %}"`,
    `${DEPLOYMENT}nodeSelector: "{% {'a': 'b'} %}"`,
    custom('networking.k8s.io/v1', 'NetworkPolicy', 'spec: { podSelector: "{% {} %}" }'),
    custom('other.example.org/v1', 'Other', 'spec: "{% [1] %}"'),
  ])('%s is left alone', async (block) => {
    world = await commandWorld({ files: { 'katalog.yaml': katalogOf(block) } });

    const { code, stdout } = await world.ork('validate');

    expect(stdout).not.toContain('error');
    expect(code).toBe(0);
  });
});
