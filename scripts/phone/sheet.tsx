import bwip from 'bwip-js/node'
import { raw } from 'hono/html'
import type { FC, PropsWithChildren } from 'hono/jsx'
import { words } from '../../core/words/catalogue.ts'

/** What the sheet and the page beside it say about one machine. */
export interface SheetFacts {
  /** SHA-256 of the authority's certificate, as phones show it: pairs of digits with colons. */
  readonly fingerprint: string
  /** The authority's last day, YYYY-MM-DD. */
  readonly until: string
}

interface SheetAddresses {
  /** Where a phone gets the certificate: by address, and by name. */
  readonly authority: readonly string[]
  /** Where it scans, likewise. */
  readonly phone: readonly string[]
}

/** The sheet to print: two codes, the steps, and the fingerprint to compare. A page of its own, without a server. */
export const Sheet: FC<{ facts: SheetFacts; addresses: SheetAddresses; style: string }> = ({
  facts,
  addresses,
  style,
}) => {
  const { certificate } = words.phone
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{certificate.title}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <h1>{certificate.title}</h1>
        <p class="lead">{certificate.lead}</p>
        <div class="codes">
          <Address title={certificate.first} addresses={addresses.authority} />
          <Address title={certificate.second} addresses={addresses.phone} />
        </div>
        <Ways />
        <Fingerprint facts={facts} />
      </body>
    </html>
  )
}

/**
 * The page that a phone opens first, over plain HTTP. It does not say the fingerprint: whoever stood between would say
 * their own. That is on paper.
 */
export const AuthorityPage: FC<{ style: string; certificate: string }> = ({
  style,
  certificate: address,
}) => {
  const { certificate } = words.phone
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{certificate.title}</title>
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        <h1>{certificate.title}</h1>
        <p class="lead">{certificate.lead}</p>
        <a class="get" href={address}>
          {certificate.fetch}
        </a>
        <Ways />
        <p class="print">{certificate.compare}</p>
      </body>
    </html>
  )
}

const Address: FC<{ title: string; addresses: readonly string[] }> = ({ title, addresses }) => (
  <section>
    <h2>{title}</h2>
    {raw(bwip.toSVG({ bcid: 'qrcode', text: addresses[0] ?? '' }))}
    {addresses.map((address, index) => (
      <>
        {index > 0 && ` ${words.phone.certificate.or} `}
        <code>{address}</code>
      </>
    ))}
  </section>
)

const Ways: FC = () => {
  const { certificate } = words.phone
  return (
    <div class="ways">
      <Way title={certificate.android} steps={certificate.androidSteps} />
      <Way title={certificate.ios} steps={certificate.iosSteps} />
    </div>
  )
}

const Way: FC<PropsWithChildren<{ title: string; steps: readonly string[] }>> = ({ title, steps }) => (
  <section>
    <h2>{title}</h2>
    <ol>
      {steps.map((step) => (
        <li>{step}</li>
      ))}
    </ol>
  </section>
)

const Fingerprint: FC<{ facts: SheetFacts }> = ({ facts }) => {
  const { certificate } = words.phone
  return (
    <section class="print">
      <h2>{certificate.fingerprint}</h2>
      <code>{facts.fingerprint}</code>
      <p>{certificate.compare}</p>
      <p>
        {certificate.limits} {facts.until}.
      </p>
    </section>
  )
}
