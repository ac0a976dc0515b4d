// A look into a CSV file before it is uploaded: enough to show its columns and guess what they mean. The server reads
// the whole file and has the last word.

export interface Peek {
  header: string[];
  rows: string[][];
  encoding: 'UTF-8' | 'GB18030';
  approximateRows: number;
}

const HEAD = 64 * 1024;

export async function peek(file: Blob): Promise<Peek | undefined> {
  const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
  const { text, encoding } = decode(bytes);
  const records = parse(text, file.size > HEAD);
  const [header, ...rows] = records;
  if (!header || header.every((name) => !name.trim())) {
    return undefined;
  }
  const perRow = bytes.length / Math.max(1, records.length);
  return {
    header: header.map((name) => name.trim()),
    rows: rows.slice(0, 3),
    encoding,
    approximateRows: file.size > HEAD ? Math.round(file.size / perRow) : rows.length,
  };
}

export function decode(bytes: Uint8Array): { text: string; encoding: Peek['encoding'] } {
  try {
    // The cut may go through a character: `stream` forgives that at the end, and only there.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), encoding: 'UTF-8' };
  } catch {
    return { text: new TextDecoder('gb18030').decode(bytes), encoding: 'GB18030' };
  }
}

/** RFC 4180, with the separator that the first line uses; the last record is dropped where the text was cut. */
export function parse(text: string, cut: boolean): string[][] {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const separator = [',', ';', '\t'].reduce((best, candidate) =>
    first.split(candidate).length > first.split(best).length ? candidate : best,
  );
  const records: string[][] = [];
  let record: string[] = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') {
        field += '"';
        i++;
      } else if (c === '"') {
        quoted = false;
      } else {
        field += c;
      }
    } else if (c === '"' && field === '') {
      quoted = true;
    } else if (c === separator) {
      record.push(field);
      field = '';
    } else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') {
        i++;
      }
      record.push(field);
      records.push(record);
      record = [];
      field = '';
    } else {
      field += c;
    }
  }
  if (!cut && (field !== '' || record.length > 0)) {
    records.push([...record, field]);
  }
  return records.filter((values) => values.some((value) => value !== ''));
}

export const importFields = [
  'name',
  'phone',
  'source',
  'intent',
  'nextFollowUpAt',
  'company',
  'email',
  'region',
  'industry',
  'companySize',
  'externalRef',
  'utm.source',
  'utm.medium',
  'utm.campaign',
] as const;

export type ImportField = (typeof importFields)[number];

/** Without these the file cannot be taken; for the rest of the five the server has an answer. */
export const requiredFields: readonly ImportField[] = ['name', 'phone'];

const guesses: [ImportField, RegExp][] = [
  ['utm.source', /^utm_?source$/i],
  ['utm.medium', /^utm_?medium$/i],
  ['utm.campaign', /^utm_?campaign$/i],
  ['externalRef', /^(mql_?id|external_?(ref|id)|id|编号|外部编号|线索编号|线索id)$/i],
  ['company', /company|organi[sz]ation|公司|单位|企业|客户名称/i],
  ['companySize', /size|employees|规模|人数/i],
  ['phone', /phone|mobile|^tel|手机|电话|号码|联系方式/i],
  ['email', /e-?mail|邮箱|邮件/i],
  ['name', /(^|[_\s])name$|^contact([_\s]person)?$|姓名|联系人|名字|称呼/i],
  ['source', /source|channel|origin|来源|渠道/i],
  ['intent', /intent|interest|意向|意愿/i],
  ['nextFollowUpAt', /follow|跟进|回访/i],
  ['region', /region|^area$|^state$|province|区域|地区|省|大区/i],
  ['industry', /industry|sector|segment|行业/i],
];

export const dealImportFields = [
  'name',
  'customerName',
  'customerType',
  'amount',
  'currency',
  'expectedCloseOn',
  'discount',
  'contractType',
  'customerEmail',
  'owner',
  'stage',
  'externalRef',
] as const;

export type DealImportField = (typeof dealImportFields)[number];

export const requiredDealFields: readonly DealImportField[] = ['name', 'customerName', 'customerType', 'amount', 'expectedCloseOn'];

const dealGuesses: [DealImportField, RegExp][] = [
  ['externalRef', /^(external_?(ref|id)|reference|id|deal_?id|编号|外部编号|商机编号|项目编号)$/i],
  ['customerType', /customer.?type|segment|客户(类型|类别|性质)/i],
  ['contractType', /contract.?type|合同(类型|类别)/i],
  ['customerEmail', /e-?mail|邮箱|邮件/i],
  ['expectedCloseOn', /close|成交|签约|签单/i],
  ['currency', /currency|币种|货币/i],
  ['discount', /discount|折扣|优惠/i],
  ['amount', /amount|value|金额/i],
  ['owner', /owner|^(sales )?rep$|负责人|销售|业务员|归属人/i],
  ['stage', /stage|阶段/i],
  ['customerName', /customer|company|account|客户|公司|企业|单位/i],
  ['name', /(^|[_\s])name$|deal|opportunity|title|商机|项目|机会|标题/i],
];

export const guessMapping = (header: string[]) => guess(header, guesses);

export const guessDealMapping = (header: string[]) => guess(header, dealGuesses);

/** Each column means one thing at most, and each thing comes from one column at most: the first that fits. */
function guess<F extends string>(header: string[], guesses: [F, RegExp][]): Partial<Record<F, string>> {
  const mapping: Partial<Record<F, string>> = {};
  const taken = new Set<string>();
  for (const [field, pattern] of guesses) {
    const exact = header.find((column) => !taken.has(column) && column.toLowerCase() === field.toLowerCase());
    const found = exact ?? header.find((column) => !taken.has(column) && pattern.test(column.trim()));
    if (found) {
      mapping[field] = found;
      taken.add(found);
    }
  }
  return mapping;
}
