import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';
import type { NoteArguments } from './note-arguments.ts';
import { looseInteger } from './numeric.ts';
import { integerAt, mapsAt, textAt } from './object-fields.ts';

type Fields = Readonly<Record<string, unknown>>;

/** No container lists so many ports; a larger second number is the port that is asked for. */
const MAX_PORT_INDEX = 64;

/** Containers of a pod template; the first one where no index is given (notes.md §1.14). */
export const containerNotes: readonly Note[] = defineNotes('container', {
  'containerImage(workload any, container? number) string': {
    description: 'Image of a container.',
    example: ['{{ containerImage .children.deployment }}', 'nginx:1.27'],
    call: (args) => textAt(containerAt(args, indexAt(args, 1)), 'image'),
  },
  'containerEnv(workload any, key any, container? any) string': {
    description: 'Literal value of an environment variable; key and container index in any order.',
    example: ['{{ containerEnv .children.deployment "MODE" }}', 'fast'],
    moreExamples: [['{{ containerEnv .children.deployment 0 "MODE" }}', 'fast']],
    call: (args) => {
      const isKeyFirst = typeof args.any(1) === 'string';
      const key = args.any(isKeyFirst ? 1 : 2);
      const container = containerAt(args, looseInteger(args.any(isKeyFirst ? 2 : 1)));
      const entry = mapsAt(container, 'env').find((variable) => variable['name'] === key);
      return textAt(entry, 'value');
    },
  },
  'containerPort(workload any, container? number, port? number) any': {
    description:
      'Number of a port by its index, 0 where there is none. A third argument above 64 is a port number: then whether the container has it.',
    example: ['{{ containerPort .children.deployment 0 1 }}', '443'],
    moreExamples: [['{{ containerPort .children.deployment 0 443 }}', 'true']],
    call: (args) => {
      const ports = portsOf(args, indexAt(args, 1));
      const wanted = indexAt(args, 2);
      return wanted > MAX_PORT_INDEX ? ports.includes(wanted) : (ports[wanted] ?? 0);
    },
  },
  'hasContainerPort(workload any, container number, port number) boolean': {
    description: 'Whether a container has a port.',
    example: ['{{ hasContainerPort .children.deployment 0 8080 }}', 'false'],
    call: (args) => portsOf(args, indexAt(args, 1)).includes(args.number(2)),
  },
  'containerPortByName(workload any, container number, name string) number': {
    description: 'Number of a named port, 0 where there is none.',
    example: ['{{ containerPortByName .children.deployment 0 "tls" }}', '443'],
    call: (args) => {
      const ports = mapsAt(containerAt(args, indexAt(args, 1)), 'ports');
      const port = ports.find((candidate) => candidate['name'] === args.text(2));
      return integerAt(port, 'containerPort');
    },
  },
  'containerPorts(workload any, container number) string': {
    description: 'Numbers of all ports of a container.',
    example: ['{{ containerPorts .children.deployment 0 }}', '80,443'],
    call: (args) => portsOf(args, indexAt(args, 1)).join(','),
  },
  'containerCount(workload any) number': {
    description: 'How many containers there are.',
    example: ['{{ containerCount .children.deployment }}', '1'],
    call: (args) => containersOf(args).length,
  },
});

function containersOf(args: NoteArguments): readonly Fields[] {
  return mapsAt(args.any(0), 'spec', 'template', 'spec', 'containers');
}

function containerAt(args: NoteArguments, index: number | bigint): Fields | undefined {
  return containersOf(args)[Number(index)];
}

function portsOf(args: NoteArguments, index: number): readonly (number | bigint)[] {
  const container = containerAt(args, index);
  return mapsAt(container, 'ports').map((port) => integerAt(port, 'containerPort'));
}

function indexAt(args: NoteArguments, index: number): number {
  return args.count > index ? args.integer(index) : 0;
}
