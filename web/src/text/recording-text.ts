import type { CameraRecording, RecordingTrouble } from '@ftz/shared/contract/recording.ts';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';

const zh = {
  on: '录像中',
  onSince: (time: string) => `${time} 起连续录像`,
  off: '不录像',
  starting: '录像启动中',
  notSince: (time: string, why: string) => `${time} 起未录像：${why}`,
  held: '留存录像',
  takeAway: '导出文件',
  summing: '正在计算校验值…',
  noFilm: '这段时间没有录像可导出',
  whys: {
    'no-picture': '无画面',
    'disk-full': '磁盘已满',
    'disk-stalled': '磁盘无应答',
  } as Record<RecordingTrouble, string>,
};

const en: typeof zh = {
  on: 'Recorded',
  onSince: (time) => `Recorded without a break since ${time}`,
  off: 'Not recorded',
  starting: 'Recording begins',
  notSince: (time, why) => `Not recorded since ${time}: ${why}`,
  held: 'Held recordings',
  takeAway: 'Export as file',
  summing: 'Reckoning the sums…',
  noFilm: 'Nothing was recorded in this time',
  whys: {
    'no-picture': 'no picture',
    'disk-full': 'disk full',
    'disk-stalled': 'disk does not answer',
  },
};

/** How a camera is recorded, wherever it is told. */
export const recordingText = { zh, en };

/** Since when, and why not: `14:03 起未录像：磁盘已满`; the day stands before it where it is another than today. */
export function recordingSentence(
  { isRecorded, trouble, sinceMs }: CameraRecording,
  text: typeof zh,
  nowMs: number,
): string {
  if (!isRecorded) return text.off;
  if (sinceMs === null) return text.starting;
  const day = zoneDate(sinceMs) === zoneDate(nowMs) ? '' : `${zoneDate(sinceMs).slice(5)} `;
  const time = `${day}${zoneMinute(sinceMs)}`;
  return trouble === null ? text.onSince(time) : text.notSince(time, text.whys[trouble]);
}
