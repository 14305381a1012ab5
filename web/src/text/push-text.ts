import type { PushReason } from '@ftz/shared/contract/push.ts';

const zh = {
  label: '关闭本页后也提醒',
  asking: '正在确认…',
  on: '已开启。提醒经浏览器厂商的推送服务送达，内容加密；退出登录后停止，最长 8 小时。',
  off: '未开启：关闭本页后不会收到提醒。',
  impossible: {
    'no-https': '此处无法开启：须以 HTTPS 打开本页，且手机信任其证书。',
    'not-installed': '请先将本页“添加到主屏幕”，再从主屏幕打开。',
    unsupported: '此浏览器不支持推送。',
    blocked: '通知已被浏览器禁止，仅有声音和振动。请在浏览器的网站设置中允许通知。',
    'no-service': '本站点不使用推送服务：关闭本页后不会收到提醒。',
    'not-allowed': '本站点未启用此浏览器的推送服务：关闭本页后不会收到提醒。',
    unreachable: '浏览器的推送服务无法连接：关闭本页后不会收到提醒。',
  } as Record<string, string>,
  reasons: {
    issued: '新任务',
    returned: '任务被退回补充',
    overdue: '任务超时',
    cancelled: '任务已取消',
  } as Record<PushReason, string>,
};

const en: typeof zh = {
  label: 'Alert me with this page closed',
  asking: 'Being asked…',
  on: 'On. Alerts come through the service of your browser’s maker, encrypted; they end when you sign out, after 8 h at most.',
  off: 'Off: a closed page gets no alert.',
  impossible: {
    'no-https':
      'Not possible here: the page has to be opened by HTTPS, with a certificate that this phone trusts.',
    'not-installed': 'Add this page to the home screen first, and open it from there.',
    unsupported: 'This browser knows no push.',
    blocked:
      'The browser blocks notifications: sound and vibration alone. Allow them in its settings for this site.',
    'no-service': 'This site uses no push service: a closed page gets no alert.',
    'not-allowed':
      'This site does not use the push service of this browser: a closed page gets no alert.',
    unreachable: 'The push service of this browser cannot be reached: a closed page gets no alert.',
  },
  reasons: {
    issued: 'New task',
    returned: 'Task sent back',
    overdue: 'Task overdue',
    cancelled: 'Task called off',
  },
};

/** How a phone is rung with its page closed, and what it says then. */
export const pushText = { zh, en };
