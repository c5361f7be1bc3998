import type { CrdProgram, Program } from '../../core/index.ts';

/** Which CRD starts after which, as an indented tree; one that several wait for stands below each of them. */
export function dependencyGraph({ crds }: Program): string {
  const roots = crds.filter(({ dependsOn }) => dependsOn.length === 0);
  const byName = new Map(crds.map((crd) => [crd.name, crd]));
  return roots
    .flatMap((crd) => branch(crd, { crds: [...byName.values()], prefix: '' }))
    .join('\n')
    .concat('\n');
}

function branch(
  crd: CrdProgram,
  { crds, prefix }: { readonly crds: readonly CrdProgram[]; readonly prefix: string },
): readonly string[] {
  const waiting = crds.filter(({ dependsOn }) => dependsOn.some((each) => each.crd === crd.name));
  const lines = waiting.flatMap((each, index) => {
    const isLast = index === waiting.length - 1;
    const [head = '', ...rest] = branch(each, {
      crds,
      prefix: `${prefix}${isLast ? '   ' : '│  '}`,
    });
    const condition = each.dependsOn.find((dependency) => dependency.crd === crd.name)?.condition;
    return [
      `${prefix}${isLast ? '└─ ' : '├─ '}${head} (once ${crd.name} is ${condition ?? ''})`,
      ...rest,
    ];
  });
  return [crd.name, ...lines];
}
