import type { DeletedFile } from '@ftz/shared/contract/evidence-deletion.ts';

const sizeOf = (bytes: number) =>
  bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;

const zh = {
  title: '已删除的证据',
  kinds: {
    photo: '照片',
    film: '短片',
    clip: '核查录像',
    recording: '留存录像',
  } as Record<string, string>,
  deleted: (names: string, at: string) => `已删除 · ${names} 核准 · ${at}`,
  going: (names: string, at: string) => `正在删除 · ${names} 核准 · ${at}`,
  and: '、',
  reason: '理由',
  file: ({ bytes, sha256 }: DeletedFile) => `${sizeOf(bytes)} · SHA-256 ${sha256}`,
  noFile: '删除时已无文件',
  remains: '其他留存仍保有其中部分时段',
  look: '查看',
  keptUntil: (at: string) => `留存至 ${at}`,
  retention: (at: string, names: string, reason: string) =>
    `留存至 ${at} · ${names} 核准 · ${reason}`,
};

const en: typeof zh = {
  title: 'Deleted evidence',
  kinds: {
    photo: 'Photograph',
    film: 'Film',
    clip: 'Inspection recording',
    recording: 'Held recording',
  },
  deleted: (names, at) => `Deleted · by ${names} · ${at}`,
  going: (names, at) => `Being deleted · by ${names} · ${at}`,
  and: ' and ',
  reason: 'Reason',
  file: zh.file,
  noFile: 'No file was left when it was deleted',
  remains: 'Some minutes of it stay for something else that holds them',
  look: 'Look',
  keptUntil: (at) => `held until ${at}`,
  retention: (at, names, reason) => `Held until ${at} · by ${names} · ${reason}`,
};

/** Words about evidence that lies on the disk, and about what was deleted of it. */
export const keptEvidenceText = { zh, en };
