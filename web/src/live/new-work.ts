import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import { newUploadId } from '#api/uploads.ts';
import type { KeptAct, KeptFile } from './kept-work.ts';

export type NewAct<N extends CommandName> = {
  name: N;
  argument: CommandArgument<N>;
  thing: string;
  lane?: string;
  fileIds?: string[];
  basedOnVersion?: number | null;
};

export type NewFile = {
  content: Blob;
  incidentId: string;
  taskId: string | null;
  capturedAtMs: number;
};

/** An act with the name under which the center knows it however often it is sent. */
export function actToKeep<N extends CommandName>(
  { lane, fileIds = [], basedOnVersion = null, ...act }: NewAct<N>,
  actedAtMs: number,
): Omit<KeptAct, 'n'> {
  return {
    ...act,
    commandId: crypto.randomUUID(),
    basedOnVersion,
    actedAtMs,
    lane: lane ?? act.thing,
    fileIds,
    refused: null,
  };
}

/** What is known of a file without it. */
export async function fileToKeep({ content, ...of }: NewFile): Promise<Omit<KeptFile, 'offset'>> {
  return {
    ...of,
    uploadId: newUploadId(content.type),
    sha256: await sha256Of(content),
    sizeBytes: content.size,
    mediaType: content.type,
    refused: null,
  };
}

async function sha256Of(content: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
