export interface Texts {
  title: string;
  text: string;
  name: string;
  phone: string;
  company: string;
  intent: string;
  message: string;
  send: string;
  sending: string;
  sent: string;
  sentText: string;
  reference: string;
  required: string;
  unreachable: string;
  other: string;
  intents: Record<string, string>;
  optional: string;
}

export const texts: Record<'zh-CN' | 'en', Texts> = {
  'zh-CN': {
    title: '联系我们',
    text: '留下联系方式，我们会尽快与您联系。',
    name: '您的姓名',
    phone: '电话',
    company: '公司',
    intent: '什么时候需要',
    message: '想了解什么',
    send: '提交',
    sending: '提交中…',
    sent: '已收到，谢谢！',
    sentText: '我们会尽快与您联系。',
    reference: '受理编号 ',
    required: '请填写这一项',
    unreachable: '没有提交成功，请检查网络后再试。',
    other: 'English',
    intents: { high: '近期', medium: '三个月内', low: '先了解' },
    optional: '选填',
  },
  en: {
    title: 'Talk to us',
    text: 'Leave your details and we will get back to you shortly.',
    name: 'Your name',
    phone: 'Phone',
    company: 'Company',
    intent: 'When do you need it',
    message: 'What would you like to know',
    send: 'Send',
    sending: 'Sending…',
    sent: 'Thank you, we have it.',
    sentText: 'We will get back to you shortly.',
    reference: 'Your reference ',
    required: 'Please fill this in',
    unreachable: 'It was not sent. Check your connection and try again.',
    other: '中文',
    intents: { high: 'Soon', medium: 'Within three months', low: 'Just looking' },
    optional: 'optional',
  },
};
