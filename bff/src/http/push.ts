import { PushAddress, PushKey } from '@ftz/shared/contract/push.ts';
import { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { sendRefusal } from './authorize.ts';
import type { HttpServer } from './fastify-server.ts';
import type { HttpDeps } from './http-deps.ts';

const path = '/api/push/subscription';
const tags = ['push'];
/** For whoever can be sent somewhere. */
const config = { access: 'task.accept' } as const;

/** Where the phone of this session is rung while its page is closed. It ends with the session. */
export function pushRoutes(server: HttpServer, { push }: HttpDeps): void {
  server.get(
    '/api/push',
    {
      schema: {
        tags,
        summary: 'The key to subscribe with; null: no push service is reached from here',
        response: { 200: PushKey },
      },
      config,
    },
    async () => ({ publicKey: push.publicKey }),
  );

  server.put(
    path,
    {
      schema: {
        tags,
        summary: 'Ring this phone',
        body: PushAddress,
        response: { 204: Type.Null(), 400: Refusal, 401: Refusal },
      },
      config,
    },
    async (request, reply) => {
      const fault = push.faultOf(request.body);
      if (fault) return sendRefusal(reply, 'bad-request', fault);
      await push.phones.keep(hashOf(request), request.body);
      return reply.code(204).send(null);
    },
  );

  server.delete(
    path,
    {
      schema: {
        tags,
        summary: 'Ring it no more',
        response: { 204: Type.Null(), 401: Refusal },
      },
      config,
    },
    async (request, reply) => {
      await push.phones.forgetOfSession(hashOf(request));
      return reply.code(204).send(null);
    },
  );
}

function hashOf({ sessionHash }: FastifyRequest): string {
  if (sessionHash === null) throw new Error('a handler behind the policy ran without a session');
  return sessionHash;
}
