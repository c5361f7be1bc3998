import { describe, expect, test } from 'vitest';
import { ErrorCode, textOf } from '../../../core/index.ts';
import { retryDelayMs } from '../../../providers/kubernetes/client/retry-policy.ts';
import { errorOfAnswer } from '../../../providers/kubernetes/client/status-error.ts';

const body = (reason: string, message: string, details: object = {}): string =>
  JSON.stringify({ kind: 'Status', status: 'Failure', reason, message, details });
const TYPED = 'failed to create typed patch object (default/web; apps/v1, Kind=Deployment): ';
const terminating = {
  causes: [
    {
      reason: 'NamespaceTerminating',
      message: 'namespace a is being terminated',
      field: 'metadata.namespace',
    },
  ],
};

/** Answers of a real API server, with what is made of them. */
const ANSWERS = [
  {
    what: 'a map where a list belongs',
    status: 500,
    body: body(
      '',
      `${TYPED}.spec.template.spec.containers[name="web"].ports: expected list, got &{map[port:80]}`,
    ),
    code: ErrorCode.ApiInvalid,
    text: 'default/web: spec.template.spec.containers[name="web"].ports is a map (port: 80), the schema asks for a list',
    isRetried: false,
  },
  {
    what: 'a field that is not in the schema',
    status: 500,
    body: body('', `${TYPED}.spec.replica: field not declared in schema`),
    code: ErrorCode.ApiInvalid,
    text: 'default/web: spec.replica is not a field of the schema',
    isRetried: false,
  },
  {
    what: 'two items with one key',
    status: 500,
    body: body(
      '',
      `${TYPED}.spec.template.spec.containers[name="web"].env: duplicate entries for key [name="A"]`,
    ),
    code: ErrorCode.ApiInvalid,
    text: 'default/web: spec.template.spec.containers[name="web"].env has two items with name="A"',
    isRetried: false,
  },
  {
    what: 'several at once',
    status: 500,
    body: body(
      '',
      `${TYPED}errors:\n  .spec.a: field not declared in schema\n  .spec.b: field not declared in schema`,
    ),
    code: ErrorCode.ApiInvalid,
    text: 'default/web: spec.a is not a field of the schema; spec.b is not a field of the schema',
    isRetried: false,
  },
  {
    what: 'a text where a number belongs',
    status: 500,
    body: body(
      '',
      `${TYPED}.spec.template.spec.containers[name="c"].ports[containerPort="http",protocol="TCP"].containerPort: expected numeric (int or float), got string`,
    ),
    code: ErrorCode.ApiInvalid,
    text: 'default/web: spec.template.spec.containers[name="c"].ports[containerPort="http",protocol="TCP"].containerPort is a string, the schema asks for a number',
    isRetried: false,
  },
  {
    what: 'a number where a text belongs',
    status: 500,
    body: body(
      '',
      `${TYPED}.spec.template.spec.containers[name="c"].image: expected string, got &value.valueUnstructured{Value:5}`,
    ),
    code: ErrorCode.ApiInvalid,
    text: 'default/web: spec.template.spec.containers[name="c"].image is 5, the schema asks for a string',
    isRetried: false,
  },
  {
    what: 'a policy that says no',
    status: 422,
    body: body(
      'Invalid',
      `configmaps "a" is forbidden: ValidatingAdmissionPolicy 'no' with binding 'no' denied request: never`,
    ),
    code: ErrorCode.ApiDenied,
    text: `configmaps "a" is forbidden: ValidatingAdmissionPolicy 'no' with binding 'no' denied request: never`,
    isRetried: false,
  },
  {
    what: 'Pod Security that says no',
    status: 403,
    body: body(
      'Forbidden',
      'pods "p" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
    ),
    code: ErrorCode.ApiDenied,
    text: 'pods "p" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
    isRetried: false,
  },
  {
    what: 'a namespace that is not there',
    status: 404,
    body: body('NotFound', 'namespaces "none" not found'),
    code: ErrorCode.ApiNotFound,
    text: 'namespaces "none" not found',
    isRetried: false,
  },
  {
    what: 'a namespace on its way out',
    status: 403,
    body: body(
      'Forbidden',
      'configmaps "a" is forbidden: unable to create new content in namespace a because it is being terminated',
      terminating,
    ),
    code: ErrorCode.ApiNamespaceTerminating,
    text: 'configmaps "a" is forbidden: unable to create new content in namespace a because it is being terminated',
    isRetried: false,
  },
  {
    what: 'a quota that is used up',
    status: 403,
    body: body(
      'Forbidden',
      'configmaps "a" is forbidden: exceeded quota: few, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
    ),
    code: ErrorCode.ApiDenied,
    text: 'configmaps "a" is forbidden: exceeded quota: few, requested: configmaps=1, used: configmaps=2, limited: configmaps=2',
    isRetried: false,
  },
  {
    what: 'a webhook that says no',
    status: 400,
    body: body('', 'admission webhook "check.example.org" denied the request: no'),
    code: ErrorCode.ApiDenied,
    text: 'admission webhook "check.example.org" denied the request: no',
    isRetried: false,
  },
  {
    what: 'a webhook that cannot be reached',
    status: 500,
    body: body(
      'InternalError',
      'Internal error occurred: failed calling webhook "check.example.org": connection refused',
    ),
    code: ErrorCode.ApiFailed,
    text: 'Internal error occurred: failed calling webhook "check.example.org": connection refused',
    isRetried: true,
  },
  {
    what: 'a right that is missing',
    status: 403,
    body: body(
      'Forbidden',
      'configmaps is forbidden: User "op" cannot create resource "configmaps"',
    ),
    code: ErrorCode.ApiForbidden,
    text: 'configmaps is forbidden: User "op" cannot create resource "configmaps"',
    isRetried: false,
  },
  {
    what: 'an object that is too large',
    status: 413,
    body: body('RequestEntityTooLarge', 'Request entity too large: limit is 3145728'),
    code: ErrorCode.ApiFailed,
    text: 'Request entity too large: limit is 3145728',
    isRetried: false,
  },
  {
    what: 'a server that asks to slow down',
    status: 429,
    body: body('TooManyRequests', 'The apiserver is currently unable to handle the request', {
      retryAfterSeconds: 1,
    }),
    code: ErrorCode.ApiThrottled,
    text: 'The apiserver is currently unable to handle the request',
    isRetried: true,
  },
  {
    what: 'credentials that are not accepted',
    status: 401,
    body: body('Unauthorized', 'Unauthorized'),
    code: ErrorCode.ApiUnauthorized,
    text: 'Unauthorized',
    isRetried: false,
  },
  {
    what: 'a path that nothing serves',
    status: 404,
    body: '404 page not found\n',
    code: ErrorCode.ApiNotFound,
    text: '404 page not found',
    isRetried: false,
  },
  {
    what: 'a verb that the kind does not have',
    status: 405,
    body: body(
      'MethodNotAllowed',
      'the server does not allow this method on the requested resource',
    ),
    code: ErrorCode.ApiFailed,
    text: 'the server does not allow this method on the requested resource',
    isRetried: false,
  },
  {
    what: 'an object that was changed meanwhile',
    status: 409,
    body: body(
      'Conflict',
      'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    ),
    code: ErrorCode.ApiConflict,
    text: 'Operation cannot be fulfilled on configmaps "a": the object has been modified; please apply your changes to the latest version and try again',
    isRetried: false,
  },
  {
    what: 'an object that is there already',
    status: 409,
    body: body('AlreadyExists', 'configmaps "a" already exists'),
    code: ErrorCode.ApiAlreadyExists,
    text: 'configmaps "a" already exists',
    isRetried: false,
  },
  {
    what: 'fields of another manager',
    status: 409,
    body: body(
      'Conflict',
      'Apply failed with 1 conflict: conflict with "kubectl" using v1: .data.a',
      {
        causes: [
          {
            reason: 'FieldManagerConflict',
            message: 'conflict with "kubectl" using v1',
            field: '.data.a',
          },
        ],
      },
    ),
    code: ErrorCode.ApiConflict,
    text: 'Apply failed with 1 conflict: conflict with "kubectl" using v1: .data.a',
    isRetried: false,
  },
  {
    what: 'a version that is too old',
    status: 410,
    body: body('Expired', 'The resourceVersion for the provided watch is too old.'),
    code: ErrorCode.ApiExpired,
    text: 'The resourceVersion for the provided watch is too old.',
    isRetried: false,
  },
  {
    what: 'a form of body that is not taken',
    status: 415,
    body: body('UnsupportedMediaType', '415: Unsupported Media Type'),
    code: ErrorCode.ApiFailed,
    text: '415: Unsupported Media Type',
    isRetried: false,
  },
  {
    what: 'an empty list where a map belongs',
    status: 500,
    body: body(
      '',
      'failed to create typed patch object (/a; /v1, Kind=ConfigMap): .data: expected map, got &{[]}',
    ),
    code: ErrorCode.ApiInvalid,
    text: 'a: data is an empty list, the schema asks for a map',
    isRetried: false,
  },
  {
    what: 'an object of more than a mebibyte',
    status: 422,
    body: body(
      'Invalid',
      'ConfigMap "a" is invalid: []: Too long: may not be more than 1048576 bytes',
    ),
    code: ErrorCode.ApiInvalid,
    text: 'ConfigMap "a" is invalid: []: Too long: may not be more than 1048576 bytes',
    isRetried: false,
  },
  {
    what: 'a body of another kind than its path',
    status: 400,
    body: body('BadRequest', 'invalid object type: /v1, Kind=Secret'),
    code: ErrorCode.ApiInvalid,
    text: 'invalid object type: /v1, Kind=Secret',
    isRetried: false,
  },
  {
    what: 'a field that is missing',
    status: 422,
    body: body('Invalid', 'Service "a" is invalid: spec.ports: Required value'),
    code: ErrorCode.ApiInvalid,
    text: 'Service "a" is invalid: spec.ports: Required value',
    isRetried: false,
  },
  {
    what: 'a field that is immutable',
    status: 422,
    body: body('Invalid', 'Secret "a" is invalid: type: Invalid value: "b": field is immutable'),
    code: ErrorCode.ApiInvalid,
    text: 'Secret "a" is invalid: type: Invalid value: "b": field is immutable',
    isRetried: false,
  },
  {
    what: 'a webhook that does not answer in time',
    status: 500,
    body: body(
      'InternalError',
      'Internal error occurred: failed calling webhook "check.example.org": failed to call webhook: Post "https://check.default.svc:443/?timeout=10s": context deadline exceeded',
    ),
    code: ErrorCode.ApiFailed,
    text: 'Internal error occurred: failed calling webhook "check.example.org": failed to call webhook: Post "https://check.default.svc:443/?timeout=10s": context deadline exceeded',
    isRetried: true,
  },
  {
    what: 'a server that starts',
    status: 503,
    body: body('ServiceUnavailable', 'the server is currently unable to handle the request'),
    code: ErrorCode.ApiUnavailable,
    text: 'the server is currently unable to handle the request',
    isRetried: true,
  },
  {
    what: 'a server that ran out of time',
    status: 504,
    body: body('Timeout', 'Timeout: request did not complete within the allotted timeout'),
    code: ErrorCode.ApiUnavailable,
    text: 'Timeout: request did not complete within the allotted timeout',
    isRetried: true,
  },
];

describe('each answer of the API server that has a cause', () => {
  test.each(ANSWERS)('$what', ({ status, body: answer, code, text, isRetried }) => {
    const error = errorOfAnswer({ status, body: answer });

    expect({ code: error.code, text: textOf(error) }).toEqual({ code, text });
    expect(retryDelayMs(error, { isIdempotent: true, tries: 1, random: 0 }) !== undefined).toBe(
      isRetried,
    );
  });
});
