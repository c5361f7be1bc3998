import { type JsonObject, recordAt, stringMapAt } from '../json/record.ts';
import type { KubeObject } from '../object/kube-object.ts';
import { controlledByReference } from './workload-client.ts';

/** What a Pod gets besides its template. */
export interface PodNaming {
  readonly name?: string;
  readonly generateName?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A Pod as its owner's template says. */
export function podFromTemplate(owner: KubeObject, naming: PodNaming): JsonObject {
  const template = recordAt(owner, 'spec', 'template');
  const { name, generateName } = naming;
  return {
    metadata: {
      ...(name !== undefined && { name }),
      ...(generateName !== undefined && { generateName }),
      labels: { ...stringMapAt(template, 'metadata', 'labels'), ...naming.labels },
      annotations: { ...stringMapAt(template, 'metadata', 'annotations'), ...naming.annotations },
      ownerReferences: [controlledByReference(owner)],
    },
    spec: recordAt(template, 'spec'),
  };
}
