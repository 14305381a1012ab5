import { type Static, Type } from 'typebox';
import { reviewRefusals } from './review-refusals.ts';
import { taskRefusals } from './task-refusals.ts';

/**
 * Every "no" that this product says, with a sentence for a person and advice for a machine:
 * `never` (ask for something else), `after-refresh` (your picture is old), `later` (same request again).
 */
export const refusals = {
  'bad-request': { retry: 'never', zh: '请求格式不正确', en: 'The request is malformed' },
  'not-signed-in': { retry: 'never', zh: '请先登录', en: 'Please sign in' },
  'wrong-credentials': {
    retry: 'never',
    zh: '用户名或密码不正确',
    en: 'User name or password is wrong',
  },
  'too-many-attempts': {
    retry: 'later',
    zh: '尝试过多，请稍后再试',
    en: 'Too many attempts, try again later',
  },
  'not-permitted': {
    retry: 'never',
    zh: '您的岗位无权执行此操作',
    en: 'Your role may not do this',
  },
  'not-found': {
    retry: 'never',
    zh: '不存在或不在您的区域',
    en: 'It does not exist or is outside your areas',
  },
  'foreign-origin': {
    retry: 'never',
    zh: '来源页面不受信任',
    en: 'The request comes from a foreign page',
  },
  'stale-version': {
    retry: 'after-refresh',
    zh: '已被他人更新，请查看最新状态',
    en: 'Somebody changed it first, look at the newer state',
  },
  'wrong-state': {
    retry: 'after-refresh',
    zh: '当前状态不允许此操作',
    en: 'Its present state does not allow this',
  },
  'already-acknowledged': {
    retry: 'never',
    zh: '已由他人确认',
    en: 'Somebody has acknowledged it already',
  },
  'unit-unsuitable': {
    retry: 'never',
    zh: '该单位不能执行此类任务',
    en: 'This unit cannot do this kind of task',
  },
  'open-work': {
    retry: 'after-refresh',
    zh: '仍有未确认报警或未完成任务',
    en: 'Alarms are unacknowledged or tasks unfinished',
  },
  'procedure-incomplete': {
    retry: 'after-refresh',
    zh: '处置程序尚有必做步骤未完成',
    en: 'Required steps of the procedure are neither done nor skipped',
  },
  'reason-needed': { retry: 'never', zh: '须填写原因', en: 'A reason has to be given' },
  'undo-expired': {
    retry: 'never',
    zh: '只能由本人在一分钟内撤销',
    en: 'Only whoever did it can take it back, and only for a minute',
  },
  'wall-absent': { retry: 'never', zh: '该大屏未上线', en: 'No screen shows this wall' },
  'wall-code-unknown': {
    retry: 'never',
    zh: '没有大屏在用此代码等待，请核对屏幕上的代码',
    en: 'No screen waits with this code, compare it with the one on the screen',
  },
  'wall-proof-failed': {
    retry: 'later',
    zh: '该大屏未能证明其密钥',
    en: 'This screen did not prove its key',
  },
  'wall-may-not': {
    retry: 'never',
    zh: '该大屏无权显示此内容',
    en: 'This wall may not show that',
  },
  'scene-unfit': {
    retry: 'never',
    zh: '窗格重叠、超出画布或小于可读尺寸',
    en: 'Panes overlap, leave the screen, or are too small to be read',
  },
  'scene-needed': {
    retry: 'never',
    zh: '系统规则需要此场景，不能删除',
    en: 'The rules of the house show this scene, it cannot be removed',
  },
  'screens-unfit': {
    retry: 'never',
    zh: '拼接的屏幕须各占一格且填满整个矩形',
    en: 'Joined screens each stand in a place of their own and fill the whole rectangle',
  },
  outranked: {
    retry: 'later',
    zh: '大屏正由更高级别使用',
    en: 'Somebody of a higher rank is using this wall',
  },
  'already-registered': {
    retry: 'after-refresh',
    zh: '该设备已登记',
    en: 'This device is registered already',
  },
  'registered-by-file': {
    retry: 'never',
    zh: '该设备由站点文件登记，不能在此注销',
    en: 'The site file registers this device, it cannot be removed here',
  },
  'second-person-needed': {
    retry: 'never',
    zh: '须由另一人授权，申请人不能授权自己的申请',
    en: 'Another person has to authorise this than the one who asked for it',
  },
  'not-on-duty': {
    retry: 'later',
    zh: '该人员当前不在岗',
    en: 'That person is not on duty',
  },
  'still-responsible': {
    retry: 'after-refresh',
    zh: '您名下仍有未结事项或进行中的交接班，请先交接',
    en: 'Open work or a hand-over is still yours: hand it over first',
  },
  'hand-over-under-way': {
    retry: 'after-refresh',
    zh: '已有一份进行中的交接班',
    en: 'A hand-over is under way already',
  },
  'not-your-hand-over': {
    retry: 'never',
    zh: '此步骤须由该交接班的另一方办理',
    en: 'This step is for the other side of the hand-over',
  },
  'unread-items': {
    retry: 'after-refresh',
    zh: '仍有交接事项未逐项核对',
    en: 'Some items of the hand-over are not ticked yet',
  },
  'unsuited-successor': {
    retry: 'never',
    zh: '该人员的岗位或区域不能接此班',
    en: 'Role or areas of that person do not allow taking over',
  },
  'critical-never': {
    retry: 'never',
    zh: '一级报警不得搁置，也不得批量确认',
    en: 'A critical alarm is never shelved, and never acknowledged in bulk',
  },
  'too-long': {
    retry: 'never',
    zh: '超过允许的时限',
    en: 'That is longer than is allowed',
  },
  'not-in-future': {
    retry: 'never',
    zh: '结束时间须晚于现在和开始时间',
    en: 'It has to end after now, and after it begins',
  },
  'highest-level': {
    retry: 'never',
    zh: '已升级到最高一级',
    en: 'It is escalated as far as it goes',
  },
  ...reviewRefusals,
  ...taskRefusals,
  'nobody-answers': {
    retry: 'later',
    zh: '对方没有打开页面，无法呼叫',
    en: 'The other side has no page open and cannot be called',
  },
  'in-a-call': {
    retry: 'later',
    zh: '对方或您正在通话',
    en: 'You or the other side are in a call',
  },
  'steered-by-other': {
    retry: 'later',
    zh: '他人正在操控该摄像机',
    en: 'Somebody else is turning this camera',
  },
  'camera-unmoved': {
    retry: 'later',
    zh: '摄像机没有执行转动指令',
    en: 'The camera did not take the order to move',
  },
  'camera-fixed': {
    retry: 'never',
    zh: '该摄像机不能转动',
    en: 'This camera cannot be turned',
  },
  'already-owned': {
    retry: 'never',
    zh: '该事件已由他人负责',
    en: 'Somebody else owns this incident',
  },
  'not-owner': {
    retry: 'never',
    zh: '只有该事件的负责人可以这样做',
    en: 'Only the owner of this incident may do this',
  },
  'not-theirs': {
    retry: 'never',
    zh: '对方无权处理该区域的事件',
    en: 'That person may not act on incidents of this area',
  },
  'not-online': {
    retry: 'later',
    zh: '对方不在线',
    en: 'That person is not online',
  },
  'emergency-in-force': {
    retry: 'after-refresh',
    zh: '应急状态尚未解除',
    en: 'The emergency has not been stood down',
  },
  'too-large': { retry: 'never', zh: '内容过大', en: 'The content is too large' },
  'contract-mismatch': {
    retry: 'after-refresh',
    zh: '页面版本过旧，请刷新',
    en: 'This page is out of date, reload it',
  },
  'not-ready': { retry: 'later', zh: '系统尚未就绪', en: 'The system is not ready' },
  'internal-error': { retry: 'later', zh: '系统内部错误', en: 'An internal error' },
} as const satisfies Record<
  string,
  { retry: 'never' | 'after-refresh' | 'later'; zh: string; en: string }
>;

export type RefusalCode = keyof typeof refusals;
export const RefusalCode = Type.Enum(Object.keys(refusals) as RefusalCode[]);

/** `detail` says who and when, or which field: shown beside the sentence. */
export const Refusal = Type.Object({
  code: RefusalCode,
  zh: Type.String(),
  en: Type.String(),
  retry: Type.Enum(['never', 'after-refresh', 'later']),
  detail: Type.Optional(Type.String()),
});
export type Refusal = Static<typeof Refusal>;

export function refuse(code: RefusalCode, detail?: string): Refusal {
  return { code, ...refusals[code], ...(detail === undefined ? {} : { detail }) };
}
