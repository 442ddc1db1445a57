import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Operation } from '../../../src/bridge/http/contract/operation.ts';
import { createOpenApi } from '../../../src/bridge/http/openapi.ts';

const DOCUMENT = 'openapi.json';

/** Judges answers by the OpenAPI document alone, as a program that was made from it would. */
export function answerSchemas() {
  // Extensions of OpenAPI beside a schema are no faults of the schema.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(JSON.parse(JSON.stringify(createOpenApi({ version: '1.2.3' }))), DOCUMENT);

  function schemaOf({ path, method }: Operation, status: string, type: string): ValidateFunction {
    const keys = ['paths', path.replaceAll(/:(\w+)/g, '{$1}'), method, 'responses', status];
    const pointer = [...keys, 'content', type, 'schema']
      .map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))
      .map(encodeURIComponent)
      .join('/');
    return ajv.compile({ $ref: `${DOCUMENT}#/${pointer}` });
  }

  const problemsOf = (validate: ValidateFunction, answer: unknown): string[] => {
    if (validate(answer)) return [];
    return (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
  };

  return {
    /** what is wrong with the answer to a call that was carried out */
    ofSuccess(operation: Operation, answer: unknown): string[] {
      const type = operation.mediaType ?? 'application/json';
      return problemsOf(schemaOf(operation, String(operation.status), type), answer);
    },
    /** what is wrong with the answer to a call that was refused */
    ofProblem(operation: Operation, answer: unknown): string[] {
      return problemsOf(schemaOf(operation, 'default', 'application/problem+json'), answer);
    },
  };
}
