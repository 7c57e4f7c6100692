import { setImmediate } from 'node:timers/promises';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Advisor } from '../../core/index.ts';
import { addApiRoute } from '../api/add-api-route.ts';
import { answerQuestion, describeIssues, type ApiAskResult } from '../api/answer-question.ts';
import type { ApiGuard } from '../api/create-api-guard.ts';
import { batchSchema } from '../../contract/schemas.ts';
import type { Log } from '../log/index.ts';
import type { Problem } from '../http/problem.ts';
import { readJson, type JsonRules } from '../http/read-json.ts';
import { sendJson } from '../http/send-json.ts';
import type { Metrics } from '../watch/create-metrics.ts';
import { requestId } from '../watch/watch-requests.ts';

export interface AskRoutes {
  readonly advisor: () => Advisor;
  readonly guard: ApiGuard;
  readonly metrics: Metrics;
  readonly log: Log;
}

const ONE: JsonRules = { prototypeKeys: 'refused' };
const BATCH: JsonRules = { prototypeKeys: 'refused', largest: 1024 * 1024 };

const batchBody = batchSchema(z.unknown());

/** Adds `POST /api/ask` and `POST /api/ask/batch`. Nothing of a question is kept. */
export function addAskRoutes(server: Server, { advisor, guard, metrics, log }: AskRoutes): void {
  addApiRoute(server, guard, { method: 'post', path: '/api/ask', handle: answerOne });
  addApiRoute(server, guard, { method: 'post', path: '/api/ask/batch', handle: answerBatch });

  async function answerOne(
    request: Request,
    response: Response,
    caller: string,
  ): Promise<Problem | undefined> {
    const body = await readJson(request, ONE);
    const tooMany = guard.count(caller, 1, response);
    if (tooMany !== undefined) return tooMany;
    if (body.kind === 'problem') return body.problem;
    const answered = answerCounted(advisor(), body.value);
    if (answered.kind === 'refused') return answered.refusal;
    sendJson(response, answered.answer);
    return undefined;
  }

  async function answerBatch(
    request: Request,
    response: Response,
    caller: string,
  ): Promise<Problem | undefined> {
    const body = await readJson(request, BATCH);
    const read = body.kind === 'json' ? batchBody.safeParse(body.value) : undefined;
    const tooMany = guard.count(caller, read?.data?.questions.length ?? 1, response);
    if (tooMany !== undefined) return tooMany;
    if (body.kind === 'problem') return body.problem;
    if (read?.success !== true) {
      const detail = read === undefined ? '' : describeIssues(read.error);
      return { status: 400, title: 'The batch cannot be read', detail };
    }
    // The same advisor for all, even if the content is reloaded in between.
    const current = advisor();
    const answers: unknown[] = [];
    for (const question of read.data.questions) {
      const answered = answerSafely(current, question, requestId(request));
      answers.push(answered.kind === 'answer' ? answered.answer : { error: answered.refusal });
      // Other requests get their turn between two questions.
      await setImmediate();
    }
    sendJson(response, { answers });
    return undefined;
  }

  function answerCounted(current: Advisor, question: unknown): ApiAskResult {
    const from = performance.now();
    const answered = answerQuestion(current, question);
    if (answered.kind === 'answer') {
      metrics.ask((performance.now() - from) / 1_000);
      metrics.answer('api', answered.answer);
    }
    return answered;
  }

  /** An error in one question does not fail the whole batch. */
  function answerSafely(current: Advisor, question: unknown, request: string | undefined): ApiAskResult {
    try {
      return answerCounted(current, question);
    } catch (error) {
      log.note('ask-failed', { request, cause: error });
      const detail = 'The reason is in the log of the server.';
      return {
        kind: 'refused',
        refusal: { status: 500, title: 'The question could not be answered', detail },
      };
    }
  }
}
