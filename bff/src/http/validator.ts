import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { Value } from 'typebox/value';

const isText = (httpPart: string | undefined) =>
  httpPart === 'querystring' || httpPart === 'params';

/**
 * Validates with the contract's own schemas. What an address carries is text and is read as what the
 * schema wants, with its defaults; a body has to be right as it is: nothing is guessed or removed.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema);
  return (given: unknown) => {
    const value = isText(httpPart) ? Value.Convert(schema, Value.Default(schema, given)) : given;
    if (validator.Check(value)) return { value };
    const [first] = validator.Errors(value);
    return {
      error: new Error(
        `${httpPart ?? 'body'}${first?.instancePath ?? ''}: ${first?.message ?? 'not accepted'}`,
      ),
    };
  };
};
