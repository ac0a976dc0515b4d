import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Select, Tag, Typography } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '@/shared/lib/format';
import { Loaded } from '@/shared/ui/Loaded';
import { PageTitle } from '@/shared/ui/PageTitle';
import { useAct } from '@/shared/ui/useAct';
import {
  changePassword,
  endSignIn,
  issueToken,
  revokeToken,
  scopes,
  signInsKey,
  tokensKey,
  useSignIns,
  useTokens,
  type SignIn,
  type Token,
  type TokenScope,
} from './api';

/** Where somebody is signed in, and what signs in for them: to be looked through, and ended. */
export function AccountPage() {
  const { t } = useTranslation();
  const signIns = useSignIns();
  const tokens = useTokens();
  return (
    <div className="page page-medium">
      <PageTitle>{t('account.title')}</PageTitle>
      <section className="card">
        <h2>{t('account.password')}</h2>
        <PasswordForm />
      </section>
      <section className="card list-card">
        <h2>{t('account.signIns')}</h2>
        <p className="page-intro">{t('account.signInsText')}</p>
        <Loaded query={signIns}>
          {(items) => (
            <ul className="rows">
              {items.map((item) => (
                <SignInRow key={item.id} item={item} />
              ))}
            </ul>
          )}
        </Loaded>
      </section>
      <section className="card list-card">
        <h2>{t('account.tokens')}</h2>
        <p className="page-intro">{t('account.tokensText')}</p>
        <Loaded query={tokens}>
          {(items) =>
            items.length === 0 ? (
              <p className="muted">{t('account.noTokens')}</p>
            ) : (
              <ul className="rows">
                {items.map((item) => (
                  <TokenRow key={item.id} item={item} />
                ))}
              </ul>
            )
          }
        </Loaded>
        <TokenForm />
      </section>
    </div>
  );
}

function PasswordForm() {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const done = await act(async () => {
      await changePassword(present, next);
      return true;
    }, t('account.passwordChanged'));
    if (done) {
      // Every sign-in ended with the old password, this one too.
      window.location.assign('/login');
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <label htmlFor="present-password">{t('account.presentPassword')}</label>
      <Input.Password
        id="present-password"
        autoComplete="current-password"
        required
        value={present}
        onChange={(event) => setPresent(event.target.value)}
      />
      <label htmlFor="new-password">{t('account.newPassword')}</label>
      <Input.Password
        id="new-password"
        autoComplete="new-password"
        required
        minLength={10}
        value={next}
        onChange={(event) => setNext(event.target.value)}
      />
      <p className="muted">{t('account.passwordText')}</p>
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('account.changePassword')}
      </Button>
    </form>
  );
}

function SignInRow({ item }: { item: SignIn }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  return (
    <li className="row row-plain">
      <div className="row-main">
        <span className="row-name">
          <strong>{item.program ?? t('account.unknownProgram')}</strong>
          {item.thisOne && <Tag color="blue">{t('account.thisOne')}</Tag>}
        </span>
        <span className="row-facts">
          <span>{item.address}</span>
          <span>{t('account.started', { at: dateTime(item.startedAt) })}</span>
          <span>{t('account.lastSeen', { at: dateTime(item.lastSeenAt) })}</span>
        </span>
      </div>
      {!item.thisOne && (
        <Button
          loading={busy}
          onClick={() =>
            void act(async () => {
              await endSignIn(item.id);
              await queries.invalidateQueries({ queryKey: signInsKey });
            }, t('account.ended'))
          }
        >
          {t('account.end')}
        </Button>
      )}
    </li>
  );
}

function TokenRow({ item }: { item: Token }) {
  const { t } = useTranslation();
  const { dateTime } = useFormat();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  return (
    <li className="row row-plain">
      <div className="row-main">
        <span className="row-name">
          <strong>{item.label}</strong>
          <Tag>{t(`account.scope.${item.scope}`)}</Tag>
        </span>
        <span className="row-facts">
          <span>{t('account.until', { at: dateTime(item.expiresAt) })}</span>
          <span>
            {item.lastUsedAt ? t('account.lastUsed', { at: dateTime(item.lastUsedAt) }) : t('account.neverUsed')}
          </span>
        </span>
      </div>
      <Button
        danger
        loading={busy}
        onClick={() =>
          void act(async () => {
            await revokeToken(item.id);
            await queries.invalidateQueries({ queryKey: tokensKey });
          }, t('account.ended'))
        }
      >
        {t('account.revoke')}
      </Button>
    </li>
  );
}

function TokenForm() {
  const { t } = useTranslation();
  const { act, busy } = useAct();
  const queries = useQueryClient();
  const [label, setLabel] = useState('');
  const [scope, setScope] = useState<TokenScope>('READ');
  const [days, setDays] = useState(90);
  const [password, setPassword] = useState('');
  const [secret, setSecret] = useState('');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const issued = await act(() => issueToken(label, scope, days, password));
    setPassword('');
    if (issued) {
      setSecret(issued.token);
      setLabel('');
      await queries.invalidateQueries({ queryKey: tokensKey });
    }
  };

  return (
    <>
      {secret && (
        <Alert
          type="success"
          showIcon
          title={t('account.secret')}
          description={
            <Typography.Text copyable code>
              {secret}
            </Typography.Text>
          }
        />
      )}
      <form onSubmit={(event) => void submit(event)}>
        <label htmlFor="token-label">{t('account.label')}</label>
        <Input
          id="token-label"
          required
          maxLength={100}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <label htmlFor="token-scope">{t('account.scopeLabel')}</label>
        <Select
          id="token-scope"
          value={scope}
          onChange={setScope}
          options={scopes.map((value) => ({ value, label: t(`account.scope.${value}`) }))}
        />
        <label htmlFor="token-days">{t('account.days')}</label>
        <Select
          id="token-days"
          value={days}
          onChange={setDays}
          options={[7, 30, 90, 365].map((value) => ({ value, label: t('account.dayCount', { count: value }) }))}
        />
        <label htmlFor="token-password">{t('account.presentPassword')}</label>
        <Input.Password
          id="token-password"
          autoComplete="current-password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button htmlType="submit" loading={busy}>
          {t('account.issue')}
        </Button>
      </form>
    </>
  );
}
