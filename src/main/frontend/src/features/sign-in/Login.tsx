import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input } from 'antd';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useWaysToSignIn } from '@/shared/session/api';
import { request } from '@/shared/api/client';
import { keys } from '@/shared/api/keys';
import { Problem, Unreachable } from '@/shared/api/problem';
import type { Me } from '@/shared/api/types';
import { chooseLanguage } from '@/shared/i18n';
import { safeNext } from '@/shared/session/session';
import { PageTitle } from '@/shared/ui/PageTitle';

export function Login() {
  const { t, i18n } = useTranslation();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [login, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState('');
  const [busy, setBusy] = useState(false);
  const ways = useWaysToSignIn();
  const provider = ways.data?.provider;
  const refused = search.get('refused');

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setError('');
    try {
      const me = await request<Me>('/api/session', { method: 'POST', body: { login, password }, signingIn: true });
      queries.clear();
      if (me?.id) {
        queries.setQueryData(keys.me, me);
      }
      void navigate(safeNext(search.get('next')), { replace: true });
    } catch (cause) {
      setError(
        cause instanceof Unreachable
          ? t('common.unreachable')
          : cause instanceof Problem && cause.status === 401
            ? t('login.wrong')
            : cause instanceof Problem && cause.status === 429
              ? cause.detail || t('login.throttled')
              : (cause as Error).message,
      );
      setBusy(false);
    }
  };

  return (
    <main className="login">
      <section className="login-card">
        <div className="login-brand">
          <img src="/icon.svg" alt="" width="44" height="44" />
          <PageTitle>{t('login.title')}</PageTitle>
          <p className="muted">{t('login.lead')}</p>
        </div>
        {search.has('expired') && !error && <Alert type="warning" showIcon title={t('login.expired')} />}
        {refused && !error && (
          <Alert type="error" showIcon title={t(`login.refused.${refused}`, t('login.refused.other'))} />
        )}
        <div aria-live="assertive">{error && <Alert type="error" showIcon title={error} />}</div>
        {provider && (
          <Button type="primary" href={provider.path} size="large" block>
            {t('login.provider', { name: provider.name })}
          </Button>
        )}
        {ways.data?.passwords !== false && (
          <form onSubmit={(event) => void submit(event)}>
            <label htmlFor="login">{t('login.login')}</label>
            <Input
              id="login"
              size="large"
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
              required
              value={login}
              onChange={(event) => setLogin(event.target.value)}
            />
            <label htmlFor="password">{t('login.password')}</label>
            <Input.Password
              id="password"
              size="large"
              autoComplete="current-password"
              required
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
            <Button type={provider ? 'default' : 'primary'} htmlType="submit" size="large" block loading={busy}>
              {t('login.submit')}
            </Button>
          </form>
        )}
        <Button
          type="text"
          size="small"
          lang={i18n.language === 'en' ? 'zh-CN' : 'en'}
          title={t('nav.languageLabel')}
          onClick={() => chooseLanguage(i18n.language === 'en' ? 'zh-CN' : 'en')}
        >
          {t('nav.language')}
        </Button>
      </section>
    </main>
  );
}
