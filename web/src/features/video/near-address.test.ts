import { expect, it } from 'vitest';
import { isPlaylist, playlistAddress } from './near-address.ts';

const playlist = 'http://center/api/cameras/WGQ-C01/live.m3u8?alarmId=A1&_HLS_msn=7&_HLS_part=2';

it('asks for parts besides what is asked already, once, and no more when it is told so', () => {
  const near = `${playlist}&near=yes`;
  expect(playlistAddress(playlist, true)).toBe(near);
  expect(playlistAddress(near, true)).toBe(near);
  expect(playlistAddress(near, false)).toBe(playlist);
  expect(playlistAddress(playlist, false)).toBe(playlist);
});

it('knows a playlist from a piece', () => {
  const pieces = ['init.mp4', '7.m4s', 'parts/8/0.m4s'];
  expect(isPlaylist(playlist)).toBe(true);
  for (const piece of pieces)
    expect(isPlaylist(`http://center/api/cameras/WGQ-C01/${piece}`)).toBe(false);
});
