import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

// Invented people and leads for `npm run dev:mock`. State lives as long as the dev server.

interface Answer {
  status?: number;
  json?: unknown;
  cookies?: string[];
}

const root = resolve(import.meta.dirname, '../../../..');
const form = (id: string) => JSON.parse(readFileSync(resolve(root, `forms/${id}.form`), 'utf8')) as object;

const now = Date.now();
const at = (minutes: number) => new Date(now + minutes * 60_000).toISOString();

const people = [
  ['rep01', '王晓岚', 'east'], ['rep02', '李宗翰', 'east'], ['rep03', '陈雨桐', 'east'], ['rep04', '赵一鸣', 'east'],
  ['rep05', '周可欣', 'east'], ['rep31', '刘思远', 'north'], ['rep52', '黄嘉怡', 'south'], ['rep70', '吴铭', 'west'],
].map(([login, name, region], index) => ({
  id: `p-${login}`, login, name, region, roles: ['REP'], active: index !== 3, onLeave: index === 4, receivesLeads: true,
}));
const managers = [
  { id: 'p-manager.east', login: 'manager.east', name: '沈曼', region: 'east', roles: ['SUPERVISOR'], active: true, onLeave: false, receivesLeads: false },
  { id: 'p-director', login: 'director', name: '顾承泽', region: null, roles: ['DIRECTOR'], active: true, onLeave: false, receivesLeads: true },
  { id: 'p-admin', login: 'admin', name: '系统管理员', region: null, roles: ['ADMIN'], active: true, onLeave: false, receivesLeads: false },
  { id: 'p-owner', login: 'owner', name: '苏岩', region: null, roles: ['PROCESS_OWNER'], active: true, onLeave: false, receivesLeads: false },
  { id: 'p-marketing', login: 'marketing', name: '何静', region: null, roles: ['MARKETING'], active: true, onLeave: false, receivesLeads: false },
];
const staff = [...people, ...managers];

const named = (list: [string, string, string][]) => list.map(([code, nameZh, nameEn]) => ({ code, nameZh, nameEn }));
const reference = {
  regions: named([['east', '华东', 'East'], ['north', '华北', 'North'], ['south', '华南', 'South'], ['west', '西部', 'West']]),
  sources: named([
    ['site-form', '官网表单', 'Site form'], ['douyin', '抖音', 'Douyin'], ['phone', '来电', 'Phone'], ['wecom', '企业微信', 'WeCom'],
    ['exhibition', '展会', 'Exhibition'], ['referral', '转介绍', 'Referral'], ['import', '批量导入', 'Import'], ['cold-list', '冷名单', 'Cold list'], ['manual', '手工录入', 'Manual'],
  ]),
  intents: named([['high', '高', 'High'], ['medium', '中', 'Medium'], ['low', '低', 'Low']]),
  industries: named([['manufacturing', '制造业', 'Manufacturing'], ['retail', '零售', 'Retail'], ['education', '教育', 'Education'], ['software', '软件', 'Software']]),
  companySizes: named([['large', '大型', 'Large'], ['medium', '中型', 'Medium'], ['small', '小型', 'Small']]),
  outcomes: named([['follow-up', '继续跟进', 'Follow up'], ['qualified', '合格', 'Qualified'], ['lost', '丢失', 'Lost'], ['pool', '退回线索池', 'Back to pool']]),
};

const me1 = { id: 'p-rep01', name: '王晓岚' };
const lead = (id: string, name: string, company: string | null, source: string, intent: string, status: string, received: number, due: number, more = {}) => ({
  id, name, company, status, source, intent, region: 'east', owner: me1, receivedAt: at(received), assignedAt: at(received + 0.1),
  windowDueAt: status === 'ASSIGNED' ? at(due) : at(received + 90), nextFollowUpAt: status === 'CONTACTED' ? at(due) : at(600),
  nextDeadlineAt: at(due), deadlineKind: status === 'ASSIGNED' ? 'window' : 'followUp',
  phone: '+86 138 1702 6655', email: null, industry: 'manufacturing', companySize: 'medium', openedAt: null, firstTouchAt: status === 'CONTACTED' ? at(received + 20) : null,
  utm: { source: 'baidu', campaign: '秋季选型' }, externalRef: 'BD-20261123-0081', sourceMeta: { landingPage: '/solutions/mes' }, phoneStatus: 'VALID', remindersMuted: false,
  needsCollaboration: false, leadClockSeconds: null, repClockSeconds: null, operateUrl: 'http://localhost:8088/operate/processes/2251799813685249', processInstanceKey: '2251799813685249',
  taskId: `t-${id}`, taskElementId: status === 'ASSIGNED' ? 'userTask_contactLead' : 'userTask_followUp', taskFormId: status === 'ASSIGNED' ? 'contact-lead' : 'follow-up-lead', notices: [], canTransfer: false, canReturn: true, ...more,
});
const leads = [
  lead('l1', '张慧敏', '宁波海天精密机械有限公司', 'douyin', 'high', 'ASSIGNED', -14, 1.2),
  lead('l2', '林建国', '苏州金禾电子', 'site-form', 'high', 'ASSIGNED', -70, 20),
  lead('l3', '欧阳雪', null, 'phone', 'medium', 'ASSIGNED', -40, -9.5, { openedAt: at(-20) }),
  lead('l4', 'Marcus Feldmann', 'Feldmann Präzisionstechnik (Suzhou) Co., Ltd.', 'exhibition', 'medium', 'ASSIGNED', -20, 220),
  lead('l5', '许静怡', '杭州云启教育科技', 'referral', 'low', 'CONTACTED', -3000, 95),
  lead('l6', '丁伟', '上海百川零售', 'wecom', 'high', 'CONTACTED', -4000, 1700),
  lead('l7', '何俊', '无锡长江泵业', 'import', 'low', 'CONTACTED', -5000, -180, { needsCollaboration: true }),
];
const history: { at: string; kind: string; by: { id: string; name: string } | null; detail: Record<string, unknown> }[] = [
  { at: at(-14), kind: 'RECEIVED', by: null, detail: { source: 'douyin' } },
  { at: at(-13.9), kind: 'ASSIGNED', by: null, detail: { owner: '王晓岚', by: 'RULE', round: 1 } },
  { at: at(-12), kind: 'OPENED', by: me1, detail: { round: 1 } },
  { at: at(-4), kind: 'TOUCHED', by: me1, detail: { channel: 'dial' } },
  { at: at(-3), kind: 'CONTACTED', by: me1, detail: { summary: '想了解排产模块，九月有预算，下周二再约负责人。', outcome: 'follow-up' } },
];
let pool = [
  { id: 'l20', taskId: 't-l20', name: '江若彤', region: 'east', source: 'cold-list', intent: 'low', phoneMasked: '138****9021', summary: '去年在展会上看过演示，当时预算未批。负责人换过一次。', tags: ['制造业', '200–500 人', '看过演示'], script: '您好江女士，去年展会上您看过我们的排产演示，今年您这边的预算计划有变化吗？', receivedAt: at(-90), poolDueAt: at(300) },
  { id: 'l21', taskId: 't-l21', name: '高磊', region: 'east', source: 'cold-list', intent: null, phoneMasked: '139****4410', summary: null, tags: [], script: '先确认需求与决策人，再约 15 分钟线上演示。', receivedAt: at(-30), poolDueAt: at(30) },
];
const notices = [
  { id: 'n1', at: at(-2), title: '线索快到时限', text: '张慧敏（抖音）还剩 5 分钟，请尽快联系。', path: '/leads/l1', readAt: null as string | null },
  { id: 'n2', at: at(-30), title: '新线索', text: '林建国（官网表单）已分配给你。', path: '/leads/l2', readAt: null },
  { id: 'n3', at: at(-300), title: '导入完成', text: 'leads-oct.csv：接受 812，拒绝 9。', path: '/imports/i1', readAt: at(-200) },
];
const counts = { due: 42, breached: 7, met: 318, late: 5 };
const windows = leads.filter((item) => item.status === 'ASSIGNED').flatMap((item, index) => [0, 1, 2].map((n) => ({
  leadId: item.id, name: item.name, owner: people[(index + n) % 6], source: item.source, startedAt: item.receivedAt, dueAt: at(-30 + index * 25 + n * 7),
  openedAt: n === 0 ? at(-5) : null, firstTouchAt: null, state: -30 + index * 25 + n * 7 < 0 ? 'breached' : 'due', needsCollaboration: n === 1 && index === 0,
})));
const switches = [
  { name: 'exclude-on-leave', on: true, changedAt: at(-9000), changedBy: '系统管理员', nameZh: '排除休假人员', nameEn: 'Exclude staff on leave' },
  { name: 'hold-new-leads', on: false, changedAt: null, changedBy: null, nameZh: '暂停分配（新线索等待放行）', nameEn: 'Hold new leads' },
];
const timetable = [['site-form', 90], ['douyin', 15], ['phone', 30], ['wecom', 30], ['exhibition', 240], ['referral', 60], ['import', 1440], ['cold-list', 1440], ['manual', 60]].map(([source, minutes]) => ({
  source, sourceName: reference.sources.find((item) => item.code === source)!.nameZh, minutes, firstReminderMinutes: Math.round((minutes as number) * 2 / 3), managerMinutes: (minutes as number) * 2, followUpHours: 48,
  timeoutAction: '应用内、企业微信和短信提醒负责人；两倍时限后转主管处理',
}));
const incidents = [{ id: 'i-1', leadId: 'l3', leadName: '欧阳雪', elementId: 'serviceTask_chooseOwner', reason: 'could not serialize access due to concurrent update (5 attempts)', at: at(-12) }];
const candidates = people.slice(0, 3).map((person, index) => ({
  person: { id: person.id, name: person.name }, coefficients: { saturation: [1.31, 0.92, 0.8][index], response: [1.12, 1.02, 0.71][index], ability: [1.06, 0.97, 1.2][index] },
  weight: [1.555, 0.91, 0.682][index], share: [0.494, 0.289, 0.217][index], creditBefore: [0.22, 0.61, -0.83][index], creditAfter: [-1.37, 1.52, -0.15][index], chosen: index === 0,
  reason: index === 2 ? 'STALE_DATA_NEUTRAL' : null,
}));
const record = {
  id: 'a1', round: 1, at: at(-13.9), kind: 'RULE', owner: me1, fallbackReason: null,
  routingSteps: [{ level: 'region', result: 'east' }, { level: 'industry', result: 'manufacturing' }, { level: 'size', result: { tier: 'medium', distribution: 'assign' } }],
  parameters: { saturationReference: 12.5, responseReference: 1840, teamRate: 0.21 }, candidates,
  exclusions: [{ person: { id: 'p-rep04', name: '赵一鸣' }, reason: 'NOT_ACTIVE' }, { person: { id: 'p-rep05', name: '周可欣' }, reason: 'ON_LEAVE' }],
  versions: { process: 3, tables: { 'route-region': 1, 'route-industry': 1, 'route-size': 2, 'candidate-weights': 4 } },
};
const imports = new Map<string, { id: string; fileName: string; started: number; total: number }>([['i1', { id: 'i1', fileName: 'leads-oct.csv', started: now - 3_600_000, total: 821 }]]);
const importOf = (item: { id: string; fileName: string; started: number; total: number }) => {
  const received = Math.min(item.total, Math.floor((Date.now() - item.started) / 10));
  const rejected = Math.floor(received / 90);
  return { id: item.id, fileName: item.fileName, status: received < item.total ? 'RUNNING' : 'DONE', received, accepted: received - rejected, rejected, assigned: Math.max(0, received - rejected - 40), createdAt: new Date(item.started).toISOString() };
};
const taskOf = (item: (typeof leads)[number], withForm = false) => ({
  id: item.taskId, elementId: item.taskFormId === 'contact-lead' ? 'userTask_contactLead' : 'userTask_followUp', title: item.taskFormId === 'contact-lead' ? '联系线索' : '跟进线索',
  leadId: item.id, leadName: item.name, formId: item.taskFormId, dueAt: item.nextDeadlineAt, assignee: item.owner, claimable: false, createdAt: item.receivedAt,
  ...(withForm ? { schema: form(item.taskFormId), variables: {} } : {}),
});
const managerTask = {
  id: 't-m1', elementId: 'userTask_handleOverdueLead', title: '主管处理超时线索', leadId: 'l3', leadName: '欧阳雪', formId: 'handle-overdue-lead', dueAt: at(60), assignee: null, claimable: true, createdAt: at(-5),
};
const problem = (status: number, title: string, detail: string, errors: { field: string; message: string }[] = []): Answer => ({ status, json: { type: 'about:blank', title, status, detail, errors } });

export function answer(method: string, url: URL, body: unknown, cookie: string): Answer {
  const path = url.pathname;
  const given = (body ?? {}) as Record<string, never>;
  const login = /mock-user=([\w.]+)/.exec(cookie)?.[1];
  const me = staff.find((person) => person.login === login);
  if (path === '/public/leads') {
    return (body as { phone?: string })?.phone?.startsWith('0') ? problem(400, '请求有误', '电话不对', [{ field: 'phone', message: '这不是一个有效的电话号码。' }]) : { status: 201, json: { id: 'new' } };
  }
  if (path === '/api/session') {
    if (method === 'DELETE') {
      return { status: 204, cookies: ['mock-user=; Path=/; Max-Age=0'] };
    }
    const found = staff.find((person) => person.login === given.login);
    return found && (given.password as string) === 'baton' ? { json: found, cookies: [`mock-user=${found.login}; Path=/`] } : problem(401, '未登录', '账号或密码不对。');
  }
  if (!me) {
    return problem(401, '未登录', '请先登录。');
  }
  const parts = path.split('/').slice(2);
  const one = leads.find((item) => item.id === parts[1]);
  const route = `${method} ${parts[0]}`;
  switch (route) {
    case 'GET me':
      return { json: { ...me, language: 'zh-CN' } };
    case 'GET reference':
      return { json: reference };
    case 'GET leads': {
      if (parts[1] === 'today') {
        return { json: leads };
      }
      if (parts[1] === 'pool') {
        return { json: pool };
      }
      if (parts[1] === 'waiting') {
        return { json: { received: 2, held: 0, stuck: 1, untouched48h: 5, muted: 2, items: [{ leadId: 'l3', name: '欧阳雪', state: 'stuck', since: at(-12), elementId: 'serviceTask_chooseOwner', reason: '重试用尽：数据库并发冲突' }, { leadId: 'l4', name: 'Marcus Feldmann', state: 'received', since: at(-1), elementId: null, reason: '等待引擎' }, { leadId: 'l6', name: '丁伟', state: 'untouched', since: at(-3000), elementId: 'userTask_contactLead', reason: '分配 48 小时后仍未联系' }], alarms: [{ code: 'ALLOCATION_STALLED', since: at(-6), waiting: 12, elementId: 'serviceTask_chooseOwner' }] } };
      }
      if (!parts[1]) {
        const q = url.searchParams.get('q') ?? '';
        const found = leads.filter((item) => !q || item.name.includes(q) || item.company?.includes(q) || item.phone.includes(q));
        return { json: { items: found, total: found.length } };
      }
      if (!one) {
        return problem(404, '没有这条线索', '它不存在，或者不在你的权限范围内。');
      }
      if (parts[2] === 'timeline') {
        return { json: history };
      }
      if (parts[2] === 'assignments') {
        return { json: [record, { ...record, id: 'a0', round: 0, kind: 'FALLBACK', fallbackReason: 'UNKNOWN_REGION', candidates: [], exclusions: [], owner: { id: 'p-director', name: '顾承泽' }, at: at(-60) }] };
      }
      one.openedAt ??= new Date().toISOString() as never;
      return { json: { ...one, canTransfer: me.roles[0] !== 'REP' } };
    }
    case 'POST leads': {
      if (!parts[1]) {
        if (String(given.phone).length < 7) {
          return problem(400, '请求有误', '电话不对', [{ field: 'phone', message: '这不是一个有效的电话号码，请检查位数。' }]);
        }
        const created = lead(`n${leads.length}`, given.name, null, given.source, given.intent, 'ASSIGNED', 0, 60);
        leads.push(created);
        return { status: 201, json: created };
      }
      if (one && parts[2] === 'touches') {
        history.push({ at: new Date().toISOString(), kind: 'TOUCHED', by: { id: me.id, name: me.name }, detail: { channel: given.channel } });
        return { status: 201, json: {} };
      }
      if (one && parts[2] === 'collaboration') {
        one.needsCollaboration = given.needed;
      }
      if (one && (parts[2] === 'transfer' || parts[2] === 'takeover')) {
        const to = staff.find((person) => person.id === (given.toPersonId ?? me.id))!;
        one.owner = { id: to.id, name: to.name };
      }
      return { json: {} };
    }
    case 'PUT leads':
      one!.remindersMuted = given.muted;
      return { json: {} };
    case 'GET tasks': {
      if (!parts[1]) {
        return { json: [...(me.roles[0] === 'REP' ? [] : [managerTask]), ...leads.filter((item) => item.owner.id === me.id || me.roles[0] !== 'REP').map((item) => taskOf(item))] };
      }
      if (parts[1] === managerTask.id) {
        return { json: { ...managerTask, schema: form('handle-overdue-lead'), variables: { people: people.map((person) => ({ value: person.id, label: person.name })) } } };
      }
      const found = leads.find((item) => item.taskId === parts[1]);
      return found ? { json: taskOf(found, true) } : problem(404, '没有这项待办', '它可能已经结束。');
    }
    case 'POST tasks': {
      const inPool = pool.find((item) => item.taskId === parts[1]);
      if (inPool) {
        if (inPool.id === 'l21') {
          return problem(409, '已被领取', '李宗翰 3 秒前领取了这条线索。');
        }
        pool = pool.filter((item) => item !== inPool);
        return { json: { leadId: inPool.id } };
      }
      const summary = (given.variables as { contact?: { summary?: string } } | undefined)?.contact?.summary ?? '';
      if (parts[2] === 'complete' && summary.includes('409')) {
        return problem(409, '这项待办已经结束', '王晓岚刚刚已完成。');
      }
      if (parts[2] === 'complete' && summary.length > 0 && summary.length < 4) {
        return problem(422, '还不能算联系过', '请补全缺少的内容。', [{ field: 'summary', message: '摘要太短：写下客户的需求和下一步。' }]);
      }
      return { json: {} };
    }
    case 'GET windows': {
      const state = url.searchParams.get('state');
      return { json: { counts, items: windows.filter((item) => !state || item.state === state) } };
    }
    case 'GET routing':
      return { json: switches };
    case 'PUT routing': {
      const found = switches.find((item) => item.name === parts[2])!;
      Object.assign(found, { on: given.on, changedAt: new Date().toISOString(), changedBy: me.name });
      return { json: found };
    }
    case 'GET response-timetable':
      return { json: timetable };
    case 'GET processes':
      if (!parts[1]) {
        return { json: [{ processId: 'lead-response', name: '线索响应 Lead response', version: 3, deployedAt: at(-900), active: 361, incidents: 1 }] };
      }
      if (parts[2] === 'elements') {
        return { json: parts[3] === 'userTask_contactLead' ? [...leads.filter((item) => item.status === 'ASSIGNED').map((item) => ({ leadId: item.id, name: item.name, since: item.receivedAt, dueAt: item.windowDueAt })), { leadId: null, name: null, since: at(-9), dueAt: at(5) }] : [] };
      }
      return { json: { version: 3, deployedAt: at(-900), bpmnXml: readFileSync(resolve(root, 'processes/lead-response/lead-response.bpmn'), 'utf8'), counts: [{ elementId: 'userTask_contactLead', active: 40 + Math.floor(Math.random() * 5), incidents: 0 }, { elementId: 'userTask_claimLead', active: 2, incidents: 0 }, { elementId: 'userTask_followUp', active: 318, incidents: 0 }, { elementId: 'serviceTask_chooseOwner', active: 1, incidents: 1 }] } };
    case 'GET incidents':
      return { json: incidents };
    case 'POST incidents':
      incidents.length = 0;
      return { json: {} };
    case 'GET people': {
      const q = url.searchParams.get('q') ?? '';
      const region = url.searchParams.get('region');
      return { json: staff.filter((person) => (!q || person.name.includes(q) || person.login.includes(q)) && (!region || person.region === region)) };
    }
    case 'POST people': {
      staff.find((person) => person.id === parts[1])!.active = parts[2] === 'enable';
      return { json: {} };
    }
    case 'PUT people':
    case 'DELETE people':
      staff.find((person) => person.id === parts[1])!.onLeave = method === 'PUT';
      return { json: {} };
    case 'GET notifications':
      return { json: { unread: notices.filter((item) => !item.readAt).length, items: notices } };
    case 'POST notifications':
      notices.find((item) => item.id === parts[1])!.readAt = new Date().toISOString();
      return { json: {} };
    case 'POST assignments':
      return { json: { identical: true, differences: [] } };
    case 'GET deliveries':
      return { json: [] };
    case 'POST imports': {
      const id = `i${imports.size + 1}`;
      imports.set(id, { id, fileName: 'upload.csv', started: Date.now(), total: 900 });
      return { status: 202, json: { id } };
    }
    case 'GET imports':
      return parts[1] ? { json: importOf(imports.get(parts[1])!) } : { json: [...imports.values()].reverse().map(importOf) };
    default:
      return problem(404, '没有', path);
  }
}
