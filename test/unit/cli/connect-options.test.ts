import { delimiter } from 'node:path';
import { expect, test } from 'vitest';
import { connectOptionsOf } from '../../../plugins/cli/connect-options.ts';

const list = ['a', 'b'].join(delimiter);

test.each([
  { what: 'nothing', kubeconfig: undefined, env: {}, path: undefined },
  { what: 'a path', kubeconfig: 'a', env: {}, path: 'a' },
  { what: 'a path of KUBECONFIG', kubeconfig: 'a', env: { KUBECONFIG: 'a' }, path: 'a' },
  { what: 'a list of KUBECONFIG', kubeconfig: list, env: { KUBECONFIG: list }, path: undefined },
  { what: 'a path that looks like a list', kubeconfig: list, env: {}, path: list },
  {
    what: 'such a path beside a list',
    kubeconfig: list,
    env: { KUBECONFIG: `${list}c` },
    path: list,
  },
])('$what is read as what it is', ({ env, kubeconfig, path }) => {
  const options = connectOptionsOf(kubeconfig === undefined ? {} : { kubeconfig }, env);

  expect(options).toEqual(path === undefined ? {} : { kubeconfigPath: path });
});
