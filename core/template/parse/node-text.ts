import { quoteString } from '../format/quote.ts';
import type { CommandNode, LocatedNode, OperandNode, PipeNode } from './node.ts';

/** The node as Go prints it in an execution error, normalised like Go's `Node.String`. */
export function textOfNode(node: LocatedNode): string {
  switch (node.kind) {
    case 'command':
      return textOfCommand(node);
    case 'action':
      return `{{${textOfPipe(node.pipe)}}}`;
    case 'template': {
      const argument = node.pipe === undefined ? '' : ` ${textOfPipe(node.pipe)}`;
      return `{{template ${quoteString(node.name)}${argument}}}`;
    }
    default:
      return textOfOperand(node);
  }
}

function textOfOperand(node: OperandNode): string {
  switch (node.kind) {
    case 'dot':
      return '.';
    case 'nil':
      return 'nil';
    case 'bool':
      return String(node.value);
    case 'number':
      return node.text;
    case 'string':
      return node.quoted;
    case 'field':
      return dotted(node.names);
    case 'variable':
      return node.name + dotted(node.names);
    case 'root':
      return node.names.join('.');
    case 'identifier':
      return node.written;
    case 'chain':
      return inParentheses(node.node) + dotted(node.names);
    case 'pipe':
      return textOfPipe(node);
    default:
      return node satisfies never;
  }
}

function textOfPipe(pipe: PipeNode): string {
  const commands = pipe.commands.map(textOfCommand).join(' | ');
  if (pipe.declared.length === 0) return commands;
  const operator = pipe.isAssignment ? '=' : ':=';
  return `${pipe.declared.map(textOfOperand).join(', ')} ${operator} ${commands}`;
}

function textOfCommand(command: CommandNode): string {
  return command.args.map(inParentheses).join(' ');
}

function inParentheses(node: OperandNode): string {
  return node.kind === 'pipe' ? `(${textOfPipe(node)})` : textOfOperand(node);
}

function dotted(names: readonly string[]): string {
  return names.map((name) => `.${name}`).join('');
}
