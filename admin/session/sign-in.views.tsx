import { words } from '../../core/words/catalogue.ts'
import { PeopleAsOf } from '../copy/banner.tsx'
import { routes } from '../paths.ts'

/** The only page without a menu. */
export const SignInPage = ({
  message,
  login,
  next,
}: {
  message: string | undefined
  login: string
  next: string | undefined
}) => {
  const { admin } = words
  return (
    <div class="sign-in">
      <p class="sign-in-brand">{admin.product}</p>
      <h1>{admin.signIn.title}</h1>
      <PeopleAsOf />
      {message !== undefined && (
        <p class="message" role="alert">
          {message}
        </p>
      )}
      <form method="post" action={routes.signIn}>
        {next !== undefined && <input type="hidden" name="next" value={next} />}
        <label>
          {admin.signIn.login}
          <input
            name="login"
            value={login}
            required
            maxlength={100}
            autocomplete="username"
            autocapitalize="none"
          />
        </label>
        <label>
          {admin.signIn.password}
          <input name="password" type="password" required maxlength={200} autocomplete="current-password" />
        </label>
        <button class="go">{admin.signIn.submit}</button>
      </form>
    </div>
  )
}
