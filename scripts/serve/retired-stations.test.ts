import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { writeStations } from '../../core/stations/station-writes.ts'
import { openBakery } from '../../core/testing/bakery.ts'
import { openStation } from '../../station/testing/open-station.ts'
import { refuseRetired, STATION_PAGES } from './retired-stations.ts'

it('shows a station until it is retired, and nothing of it afterwards', async () => {
  const bakery = await openBakery()
  const opened = openStation(bakery, { isPosting: false })
  const app = new Hono()
  app.use(STATION_PAGES, refuseRetired([opened.station]))
  app.all('*', (c) => c.text('shown'))
  const answer = async (path: string) => {
    const response = await app.request(path, { method: 'POST' })
    return [response.status, await response.text()]
  }
  const { name } = opened.station.parts
  expect(await answer(`/station/${name}/inputs`)).toEqual([200, 'shown'])
  await writeStations(bakery.central).retire(name)
  expect(await answer(`/station/${name}/inputs`)).toEqual([
    410,
    `${name} is retired. Work at another station.`,
  ])
  expect(await answer('/station/OTHER/inputs')).toEqual([200, 'shown'])
  expect(await answer('/cards')).toEqual([200, 'shown'])
  await opened.close()
  bakery.close()
})
