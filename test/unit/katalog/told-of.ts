import { compile, formatProblem } from '../../../core/katalog/index.ts';
import { aKubernetesProvider } from './a-kubernetes-provider.ts';

/** What is told of a Katalog whose `onReconcile` is the text given; the file name and place left out. */
export async function toldOf(
  block: string,
  { onCreate }: { readonly onCreate?: string } = {},
): Promise<readonly string[]> {
  return toldOfText(`apiVersion: orkestra.orkspace.io/v1
kind: Katalog
metadata: { name: website }
spec:
  crds:
    website:
      apiTypes: { group: example.org, version: v1, kind: Website, plural: websites }
      operatorBox:${onCreate === undefined ? '' : `\n        onCreate: { ${onCreate} }`}
        onReconcile:
${block.replaceAll(/^/gm, '          ')}
`);
}

/** What is told of a document as a whole; the file name and place left out. */
export async function toldOfText(text: string): Promise<readonly string[]> {
  const { problems } = await compile({
    documents: [{ file: 'k.yaml', text }],
    providers: [aKubernetesProvider()],
    defaults: { workers: 3, resyncMs: 15_000, failureThreshold: 5, clusterName: 'test' },
  });
  return problems.map((problem) => formatProblem(problem).replace(/^[^ ]+ /, ''));
}

/** A block with one Deployment of the image given. */
export const image = (value: string): string => `deployments: [{ image: ${value} }]`;
