import type { NameRule } from './name-rules.ts';

const HOST =
  /^(?:localhost|(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const COMPONENT = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
const MAX_NAME = 255;

/** References of images as container runtimes read them (distribution/reference, `ParseNormalizedNamed`). */
export const imageReference: NameRule = (text) => {
  const finding = imageFinding(text);
  return finding === undefined ? undefined : `"${text}" is not an image reference: ${finding}`;
};

/** Tags of images. */
export const imageTag: NameRule = (text) =>
  TAG.test(text)
    ? undefined
    : `"${text}" is not a tag: letters, digits, "_", "." and "-", at most 128 characters`;

function imageFinding(text: string): string | undefined {
  if (text.trim() !== text) return 'must not have leading or trailing whitespace';
  if (/^[a-f0-9]{64}$/.test(text)) return 'a bare digest is no name';
  const [named = '', digest, ...more] = text.split('@');
  if (more.length > 0) return 'invalid reference format';
  if (digest !== undefined && !DIGEST.test(digest))
    return `"${digest}" is no digest such as sha256:<64 hexadecimal digits>`;
  const slash = named.lastIndexOf('/');
  const colon = named.indexOf(':', slash + 1);
  const name = colon < 0 ? named : named.slice(0, colon);
  const tag = colon < 0 ? undefined : named.slice(colon + 1);
  if (tag !== undefined && !TAG.test(tag)) return `"${tag}" is no tag`;
  return nameFinding(name);
}

function nameFinding(name: string): string | undefined {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(name)) return 'it begins with a scheme, leave it out';
  const [first = '', ...rest] = name.split('/');
  const isHost =
    rest.length > 0 && (/[.:]/.test(first) || first === 'localhost' || /[A-Z]/.test(first));
  const components = isHost ? rest : [first, ...rest];
  if (isHost && !HOST.test(first)) return `"${first}" is no registry`;
  if (name.length > MAX_NAME) return `the name is longer than ${MAX_NAME} characters`;
  if (components.every((part) => COMPONENT.test(part))) return undefined;
  if (components.every((part) => COMPONENT.test(part.toLowerCase())))
    return 'the name of the repository must be in lower case';
  return 'invalid reference format';
}
