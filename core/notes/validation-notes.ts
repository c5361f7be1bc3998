import { defineNotes } from './define-note.ts';
import type { Note } from './note.ts';

const ATOMS =
  /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\u0080-\uffff-]+)*$/;
const QUOTED = /^"(?:[^"\\\r\n]|\\[^\r\n])*"$/;
const GIT_URL = /^(?:https?|git|ssh):\/\/[^\s/]+\/\S+$/;
const GIT_SCP = /^[\w.-]+@[\w.-]+:\S+$/;
const IMAGE =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*(?::[\w][\w.-]{0,127}|@[A-Za-z][A-Za-z0-9+._-]*:[0-9a-fA-F]{32,})?$/;
const NAME = /^[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;
const MAX_SUBDOMAIN = 253;
const MAX_NAME = 63;
const MAX_INPUT = 4096;

/** Tests of input texts (notes.md §1.12). */
export const validationNotes: readonly Note[] = defineNotes('validation', {
  ...test('isValidEmail', 'Whether a text is an e-mail address.', 'ops@example.com', isEmail),
  ...test(
    'isValidURL',
    'Whether a text is an absolute http or https URL.',
    'https://example.com/a',
    isHttpUrl,
  ),
  ...test(
    'isValidGitRepository',
    'Whether a text names a Git repository by URL or as user@host:path.',
    'git@example.com:team/shop.git',
    (text) => GIT_URL.test(text) || GIT_SCP.test(text),
  ),
  ...test(
    'isValidImageRef',
    'Whether a text is a container image with an optional tag or digest.',
    'registry.example.com:5000/team/shop:1.2',
    (text) => IMAGE.test(text),
  ),
  'isValidJSON(text string) boolean': {
    description: 'Whether a text is JSON.',
    example: ['{{ isValidJSON "{\\"a\\":1}" }}', 'true'],
    call: (args) => isJson(args.text(0)),
  },
  ...test('isValidPort', 'Whether a text is a port number.', '8080', isPort),
  ...test(
    'isValidLabelValue',
    'Whether a text may be the value of a label.',
    'gold-1',
    (text) => text === '' || isName(text),
  ),
  ...test(
    'isValidLabelKey',
    'Whether a text may be the key of a label.',
    'example.com/tier',
    isKey,
  ),
  ...test(
    'isValidAnnotationKey',
    'Whether a text may be the key of an annotation.',
    'example.com/owner',
    isKey,
  ),
  ...test(
    'isDNS1123Subdomain',
    'Whether a text is a lower-case DNS name.',
    'shop.example.com',
    isSubdomain,
  ),
});

function test(
  name: string,
  description: string,
  valid: string,
  isValid: (text: string) => boolean,
): Parameters<typeof defineNotes>[1] {
  return {
    [`${name}(text string) boolean`]: {
      description,
      example: [`{{ ${name} "${valid}" }}`, 'true'],
      moreExamples: [[`{{ ${name} "not /valid/" }}`, 'false']],
      call: (args) => args.text(0).length <= MAX_INPUT && isValid(args.text(0)),
    },
  };
}

function isEmail(text: string): boolean {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, at);
  return at > 0 && (ATOMS.test(local) || QUOTED.test(local)) && ATOMS.test(trimmed.slice(at + 1));
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^/?#\s]/i.test(text) && !/\s/.test(text) && URL.canParse(text);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Whether it parses is the question.
    return false;
  }
}

function isPort(text: string): boolean {
  const port = Number(text);
  return /^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535;
}

function isName(text: string): boolean {
  return text.length <= MAX_NAME && NAME.test(text);
}

function isSubdomain(text: string): boolean {
  return text.length <= MAX_SUBDOMAIN && SUBDOMAIN.test(text);
}

function isKey(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isName(text);
  return isSubdomain(text.slice(0, slash)) && isName(text.slice(slash + 1));
}
