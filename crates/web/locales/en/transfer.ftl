# Transfers: files that travel.

transfer-intro = A file lives in one house at a time and travels with its person. Nothing is accepted by a machine: a person here says yes.
transfer-sent = { $n ->
    [one] { $n } file was sent. It waits in the other house until somebody accepts it.
    *[other] { $n } files were sent. They wait in the other house until somebody accepts them.
}
transfer-offers = Waiting to be accepted
transfer-offers-none = Nothing waits here. Files that another house sends you will stand in this place.
transfer-offer = { $n ->
    [one] { $n } file from { $from } for { $to }
    *[other] { $n } files from { $from } for { $to }
}
transfer-sent-by = Sent by { $name }
transfer-arrived-at = Arrived at
transfer-not-arrived = not arrived yet: accept the file only
transfer-arrival-hint = Where the people have arrived, accepting opens their stay and confirms the arrival to the house that sent them.
transfer-accept = Accept
transfer-road = On the road
transfer-road-none = No file of yours is on the road.
transfer-from = From
transfer-to = To
transfer-recall = Call back
